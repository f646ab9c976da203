"""Does the table of county settings hold together?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.organisations.presenters import explain_setting
from gongkai.organisations.rules import settings
from gongkai.organisations.rules.settings import BY_KEY, SETTINGS, CountySettings, Kind, Problem, SettingRefused


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.default not in ("", None)], ids=lambda s: s.key)
def test_every_default_is_a_value_the_table_itself_allows(setting):
    assert settings.clean(setting.key, setting.default) == setting.default


def test_keys_are_once_and_every_row_names_its_source():
    assert len(BY_KEY) == len(SETTINGS)
    assert all(setting.name and setting.source for setting in SETTINGS)


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("no.such", "x", Problem.UNKNOWN_KEY),
        ("site.name", 3, Problem.WRONG_KIND),
        ("site.id_code", "123", Problem.SITE_ID_CODE),
        ("site.domain", "http://www.example.org/", Problem.HOST),
        ("site.party_mark_url", "www.example.org", Problem.WEB_ADDRESS),
        ("publishing.index_pattern", "{code}/{year}", Problem.INDEX_PATTERN),
        ("publishing.index_pattern", "{code}/{year}-{serial:05d}-{other}", Problem.INDEX_PATTERN),
        ("publishing.index_pattern", "{code}/{year}-{serial:zz}", Problem.INDEX_PATTERN),
        ("channels.digest_hour", "soon", Problem.WRONG_KIND),
        ("channels.digest_hour", True, Problem.WRONG_KIND),
        ("channels.digest_hour", 3, Problem.OUT_OF_RANGE),
        ("catalogues.channels", [1], Problem.WRONG_KIND),
        ("catalogues.channels", 5, Problem.WRONG_KIND),
    ],
)
def test_what_the_table_does_not_allow_is_refused_with_a_reason_in_words(key, value, problem):
    with pytest.raises(SettingRefused) as refused:
        settings.clean(key, value)

    assert refused.value.problem == problem
    assert explain_setting(refused.value)


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("site.name", "  明镜县 ", "明镜县"),
        ("site.id_code", "bm01000001", "bm01000001"),
        ("site.icp", "", ""),
        ("site.domain", "www.example.org", "www.example.org"),
        ("site.report_error_url", "https://example.org/report?id=1", "https://example.org/report?id=1"),
        ("channels.digest_hour", " 9 ", 9),
        ("catalogues.channels", "政府网站\n\n 公开栏 \n政府网站", ["政府网站", "公开栏"]),
    ],
)
def test_what_is_typed_is_stored_clean(key, typed, stored):
    assert settings.clean(key, typed) == stored


@given(st.text())
def test_whatever_is_typed_as_a_pattern_is_usable_or_refused(text):
    try:
        pattern = settings.clean("publishing.index_pattern", text)
    except SettingRefused:
        return

    assert pattern == "" or "2026" in str(pattern).format(code="1", year=2026, serial=1)


def test_a_setting_is_asked_for_by_its_kind():
    values = CountySettings({"site.name": "甲", "catalogues.channels": ["政府网站"]})

    assert values.text("site.name") == "甲"
    assert values.text("site.icp") == ""
    assert values.number("duties.outer_limit_workdays") == 20
    assert values.texts("catalogues.channels") == ["政府网站"]
    assert CountySettings({}).texts("catalogues.channels") is None
    assert values.is_set("site.name")
    assert not values.is_set("site.icp")
    with pytest.raises(SettingRefused):
        values.number("site.name")


def test_every_kind_is_used():
    assert {setting.kind for setting in SETTINGS} == set(Kind)
