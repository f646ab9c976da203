"""Working rules say what the platform does; when a setting changes, they are found to say something else."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kernel import clock
from gongkai.organisations import actions as organisations
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.queries import working_rules as queries
from gongkai.publishing.rules.chains import Chain
from gongkai.publishing.rules.working_rules import Divergence, Topic, chinese_number, compose, divergences
from tests.factories.norms import WorkingRulesFactory
from tests.factories.organisations import BodyFactory, OfficerFactory, TownshipFactory
from tests.publishing.desk_pages import desk

FACTS = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3) | st.just(["x"]))


class TestRules:
    @given(FACTS, FACTS)
    @settings(max_examples=60)
    def test_what_differs_is_told_once_and_what_agrees_never(self, adopted, runs):
        found = divergences(adopted, runs)

        assert {one.fact for one in found} == {
            name for name in {*adopted, *runs} if adopted.get(name) != runs.get(name)
        }
        assert len(found) == len({one.fact for one in found})
        assert divergences(runs, runs) == ()

    def test_a_fact_that_only_one_states_differs(self):
        assert divergences({}, {"hours": 24}) == (Divergence("hours", None, 24),)

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (35, "三十五"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (1050, "一千零五十"),
        ],
    )
    def test_articles_are_counted_as_officials_count(self, number, words):
        assert chinese_number(number) == words

    @pytest.mark.parametrize("number", [0, 10_000, -1])
    def test_beyond_that_nobody_counts(self, number):
        with pytest.raises(ValueError, match=str(number)):
            chinese_number(number)

    def test_articles_go_on_through_the_countys_own_and_markup_is_text(self):
        told = compose("# 总则\n一件{what}。", {"what": "<信息>"}, supplement="自<b>印发</b>起施行。\n{没有}空缺。")

        assert told == (
            "<h2>总则</h2><p><strong>第一条</strong> 一件&lt;信息&gt;。</p>"
            "<h2>补充规定</h2><p><strong>第二条</strong> 自&lt;b&gt;印发&lt;/b&gt;起施行。</p>"
            "<p><strong>第三条</strong> {没有}空缺。</p>"
        )


@pytest.fixture
def office(body):
    return OfficerFactory(body=BodyFactory(county=body.county, kind="government-office"), role=Role.OPENNESS_OFFICE)


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def words_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def adopt(client, topic, supplement="", **said):
    """Press the button of the page as it stands."""
    page = client.get(desk("working_rules_topic", topic)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    given = {"supplement": supplement, "seen": seen[1] if seen else ""}
    return client.post(desk("working_rules_topic", topic), given | said, follow=True)


@pytest.mark.django_db
@pytest.mark.parametrize("topic", Topic)
def test_the_text_states_every_fact_and_leaves_no_gap(body, topic):
    facts = queries.facts_of(body.county, topic, on=clock.today())
    gaps = {name for _text, name, _spec, _how in string.Formatter().parse(queries.template_of(topic)) if name}

    assert gaps - {"county"} <= set(facts)
    assert set(facts) - gaps <= {"routine_persons"}  # one person: the text says it in words


@pytest.mark.django_db
@pytest.mark.parametrize("topic", Topic)
def test_the_office_adopts_it_and_everybody_reads_it(signed_in, body, topic):
    public = f"/working-rules/{topic}/"
    assert signed_in.get(public).status_code == 404

    adopt(signed_in, topic, "自印发之日起施行。")

    read = words_of(signed_in.get(public))
    assert body.county.name in read
    assert "自印发之日起施行。" in read
    assert public in words_of(signed_in.get("/working-rules/"))
    assert "与现行设定一致" in words_of(signed_in.get(desk("working_rules")))


@pytest.mark.django_db
def test_a_changed_setting_is_told_beside_what_the_text_says(signed_in, body, office):
    adopt(signed_in, "review")
    organisations.set_setting(
        county_id=body.county.pk,
        key="publishing.second_look_hours",
        value=12,
        valid_from=clock.today(),
        by=None,
        at=clock.now(),
    )

    assert "与现行设定不一致" in words_of(signed_in.get(desk("working_rules")))
    page = words_of(signed_in.get(desk("working_rules_topic", "review")))
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "应急发布后补审的时限（小时） 24 12" in told
    assert "在24小时内由他人补审" in words_of(signed_in.get("/working-rules/review/"))  # what was adopted stays

    adopt(signed_in, "review")

    assert "在12小时内由他人补审" in words_of(signed_in.get("/working-rules/review/"))
    assert "与现行设定不一致" not in words_of(signed_in.get(desk("working_rules")))


@pytest.mark.django_db
def test_a_kind_that_goes_the_short_way_is_named(signed_in, body):
    adopt(signed_in, "review")
    actions.choose_chain(county=body.county, body=None, kind="statistics", chain=Chain.ROUTINE, by=None, at=clock.now())

    page = words_of(signed_in.get(desk("working_rules_topic", "review")))

    assert "数据统计适用简易流程" in page
    assert "适用简易流程的信息" in page


@pytest.mark.django_db
def test_a_supplement_that_is_too_long_is_refused_and_kept(signed_in):
    page = words_of(adopt(signed_in, "report", "长" * 5001), status=422)

    assert "5000" in page
    assert "长" * 5001 in page


@pytest.mark.django_db
def test_nobody_else_adopts_and_nothing_else_is_a_topic(client, body, signed_in, office):
    assert signed_in.get(desk("working_rules_topic", "nonsense")).status_code == 404
    assert signed_in.get("/working-rules/nonsense/").status_code == 404
    assert "还没有印发制度" in words_of(signed_in.get("/working-rules/"))

    client.force_login(OfficerFactory(body=body))
    assert adopt(client, "review").status_code == 403


@pytest.mark.django_db
def test_nobody_adopts_a_text_that_changed_since_she_read_it(signed_in, body):
    page = words_of(signed_in.get(desk("working_rules_topic", "review")))
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    adopt(signed_in, "review", "第一次印发的补充。")

    again = words_of(adopt(signed_in, "review", "第二次的补充。", seen=seen), status=422)

    assert "请看过现在的正文再印发" in again
    assert "第二次的补充。" in again
    assert "第一次印发的补充。" in words_of(signed_in.get("/working-rules/review/"))
    assert "第二次的补充。" in words_of(adopt(signed_in, "review", "第二次的补充。"))


@pytest.mark.django_db
def test_a_hundred_articles_of_its_own_are_counted_on(signed_in):
    adopt(signed_in, "report", "\n".join(f"补充第{n}项。" for n in range(100)))

    assert "一百零" in words_of(signed_in.get("/working-rules/report/"))


@pytest.mark.django_db
def test_what_a_later_release_dropped_is_still_named(signed_in, body):
    WorkingRulesFactory(county=body.county, facts={"gone_stages": ["fourth_review"], "gone": 3})

    page = words_of(signed_in.get(desk("working_rules_topic", "review")))

    assert "fourth_review" in page
    assert "没有写" in page


@pytest.mark.django_db
def test_a_township_s_openness_office_adopts_nothing(client, body):
    town = TownshipFactory(county=body.county)
    client.force_login(OfficerFactory(body=town, role=Role.OPENNESS_OFFICE))

    assert "没有这项权限" in words_of(adopt(client, "review"), status=422)
    assert client.get("/working-rules/review/").status_code == 404
