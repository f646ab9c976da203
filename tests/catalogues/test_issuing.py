"""Issuing freezes a draft, or says why not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import Error, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.catalogues import actions, queries
from gongkai.catalogues.actions import CatalogueRefused, Refusal
from gongkai.catalogues.events import catalogue_issued
from gongkai.catalogues.models import Row, RowBody, Version
from gongkai.catalogues.rules.completeness import Element
from gongkai.kernel.models import OutboxEvent
from tests.catalogues.conftest import MORNING, NOON, TODAY
from tests.catalogues.test_rules import BLANKS
from tests.factories.catalogues import VersionFactory

MAY = date(2026, 5, 1)


def issue(version, *, by=None, at=NOON, in_force_from=TODAY):
    return actions.issue(version=version, by=by, at=at, in_force_from=in_force_from)


def refused(refusal):
    return pytest.raises(CatalogueRefused, match=f"^{refusal}$")


@pytest.fixture
def ready(place):
    """A draft on which everything is decided."""
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    return draft


def test_a_ready_draft_is_issued_and_in_force(ready, place):
    issue(ready, by=place.chief)

    version = queries.current_version(place.county, on=TODAY)
    assert (version.pk, version.state, version.issued_by) == (ready.pk, Version.State.ISSUED, place.chief)


def test_an_undecided_row_holds_the_catalogue_back(place):
    with refused(Refusal.UNDECIDED_ROWS) as caught:
        issue(place.compile())

    assert caught.value.detail["count"] == 3


def test_a_row_that_nobody_owes_holds_the_catalogue_back(ready):
    actions.adapt(row=ready.rows.first(), changes={"subject": ["某新设机构"]}, reason="试", by=None, at=MORNING)

    with refused(Refusal.BLOCKING_FINDINGS):
        issue(ready)


def test_what_was_settled_stays_settled_in_the_next_draft(ready, place):
    actions.adapt(row=ready.rows.first(), changes={"subject": ["某新设机构"]}, reason="试", by=None, at=MORNING)
    actions.settle_finding(finding=ready.findings.get(code="no_body"), reason="由上级公开", by=None, at=MORNING)
    issue(ready)

    draft = place.compile(at=NOON)

    assert draft.findings.get(code="no_body").settled_reason == "由上级公开"
    issue(draft, in_force_from=MAY)


def test_a_settled_finding_lets_it_pass(ready):
    actions.adapt(row=ready.rows.first(), changes={"subject": ["某新设机构"]}, reason="试", by=None, at=MORNING)
    actions.settle_finding(finding=ready.findings.get(code="no_body"), reason="由上级公开", by=None, at=MORNING)

    issue(ready)

    ready.refresh_from_db()
    assert ready.state == Version.State.ISSUED


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blank=st.sets(st.sampled_from(list(Element)), min_size=1), which=st.integers(0, 2))
def test_no_row_is_issued_with_an_element_missing(ready, blank, which):
    with transaction.atomic():
        row = ready.rows.order_by("position")[which]
        for element in blank:
            for name, value in BLANKS[element].items():
                setattr(row, name, value)
        row.save()
        # Even where somebody did away with the findings, the last look is at the rows.
        ready.findings.all().delete()

        with pytest.raises(CatalogueRefused) as caught:
            issue(ready)

        transaction.set_rollback(True)
    assert caught.value.refusal in (Refusal.BLOCKING_FINDINGS, Refusal.ELEMENT_MISSING)
    assert ready.rows.first().version.state == Version.State.DRAFT


def test_a_townships_row_with_an_element_missing_holds_the_catalogue_back_too(ready, place):
    north, _south = place.townships()
    row = north.rows.first()
    Row.objects.filter(pk=row.pk).update(mode=[], is_inherited=False)

    with refused(Refusal.ELEMENT_MISSING) as caught:
        issue(ready)

    assert caught.value.detail == {"rows": [row.pk], "owner": place.north.name}


def test_a_row_set_aside_may_lack_what_it_likes(ready, place):
    row = ready.rows.first()
    Row.objects.filter(pk=row.pk).update(basis=[])
    actions.mark_not_applicable(rows=[row], reason="无此职权", approved_by=place.chief, by=None, at=MORNING)

    assert issue(ready)


def test_the_version_before_is_superseded_on_the_day(place):
    first = place.issued()
    second = place.compile(at=NOON)

    issue(second, in_force_from=MAY)

    first.refresh_from_db()
    assert (first.state, first.in_force_until) == (Version.State.SUPERSEDED, MAY)
    assert queries.current_version(place.county, on=date(2026, 4, 30)) == first
    assert queries.current_version(place.county, on=MAY) == second


def test_a_version_may_not_reach_back_before_the_one_it_replaces(place):
    place.issued(in_force_from=MAY)
    second = place.compile(at=NOON)

    with refused(Refusal.DATE_BEFORE_PREDECESSOR):
        issue(second, in_force_from=TODAY)


def test_the_townships_drafts_are_issued_along(ready, place):
    place.townships()

    issued = issue(ready)

    assert [v.catalogue.owner_id for v in issued] == [None, place.north.pk, place.south.pk]
    assert queries.current_version(place.county, on=TODAY, owner=place.north).rows.count() == 2


def test_a_township_does_not_issue_before_its_county(ready, place):
    north, _south = place.townships()

    with refused(Refusal.COUNTY_FIRST):
        issue(north)


def test_a_township_issues_its_own_change_between_two_county_versions(place):
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    place.townships()
    issue(draft, at=MORNING)
    north, _south = place.townships(at=NOON)
    row = north.rows.get(l2="公示信息")
    actions.adapt(row=row, changes={"channels": ["村公示栏"]}, reason="本镇", by=None, at=NOON)

    issued = issue(north, in_force_from=MAY)

    assert issued == [north]
    assert queries.row_in_force(row.matter_id, on=MAY, owner=place.north).channels == ("村公示栏",)
    assert queries.row_in_force(row.matter_id, on=MAY, owner=place.south).channels == ("政府网站",)


def test_a_townships_own_words_outlive_a_new_county_version(place):
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    north, _south = place.townships()
    changes = {"channels": ["村公示栏"]}
    actions.adapt(row=north.rows.get(l2="公示信息"), changes=changes, reason="本镇", by=None, at=MORNING)
    issue(draft, at=MORNING)

    second = place.compile(at=NOON)
    north, _south = place.townships(at=NOON)

    row = north.rows.get(l2="公示信息")
    assert (row.channels, row.is_inherited) == (["村公示栏"], False)
    assert row.mirrors == second.rows.get(l2="公示信息")


def test_a_draft_without_rows_is_not_issued(db):
    with refused(Refusal.NOTHING_TO_ISSUE):
        issue(VersionFactory())


def test_an_undecided_township_row_is_named_with_its_township(ready, place):
    north, _south = place.townships()
    row = north.rows.first()
    Row.objects.filter(pk=row.pk).update(decision="undecided", decided_at=None, is_inherited=False)

    with refused(Refusal.UNDECIDED_ROWS) as caught:
        issue(ready)

    assert caught.value.detail["owner"] == place.north.name


def test_an_issued_catalogue_is_not_decided_upon(place):
    issued = place.issued()

    for act in (
        lambda: actions.adopt_group(version=issued, by=None, at=NOON),
        lambda: actions.adapt(row=issued.rows.first(), changes={"l2": "x"}, reason="x", by=None, at=NOON),
        lambda: issue(issued),
    ):
        with refused(Refusal.NOT_DRAFT):
            act()


@pytest.mark.parametrize(
    "tamper",
    [
        lambda version: version.rows.update(time_limit="随时"),
        lambda version: version.rows.all().delete(),
        lambda version: RowBody.objects.filter(row__version=version).update(level="village"),
        lambda version: RowBody.objects.filter(row__version=version).delete(),
    ],
)
def test_the_database_itself_keeps_issued_rows_as_they_are(place, tamper):
    issued = place.issued()
    before = list(issued.rows.values())

    with pytest.raises(Error, match="never change"), transaction.atomic():
        tamper(issued)

    assert list(issued.rows.values()) == before


def test_issuing_is_announced_once_the_transaction_is_through(ready, place, django_capture_on_commit_callbacks):
    heard = []
    listener = lambda **facts: heard.append(facts["version_id"])  # noqa: E731
    catalogue_issued.connect(listener)

    with django_capture_on_commit_callbacks(execute=True):
        issue(ready)

    catalogue_issued.disconnect(listener)
    event = OutboxEvent.objects.get(topic="catalogue_issued")
    assert heard == [ready.pk]
    assert event.payload == {"version": ready.pk, "versions": [ready.pk], "in_force_from": "2026-03-02"}


def test_issuing_changes_what_the_public_sees(ready, place):
    before = place.county.revision

    issue(ready)

    place.county.refresh_from_db()
    assert place.county.revision == before + 1


def test_only_the_openness_office_issues(ready, place):
    with refused(Refusal.NOT_PERMITTED):
        issue(ready, by=place.clerk)
