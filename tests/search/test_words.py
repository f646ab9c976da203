"""Words and fixed answers of a county: in force with the next question, recorded, its own alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.audit.models import Entry
from gongkai.search import actions, desk
from gongkai.search.actions import SearchDocument
from gongkai.search.index import node_index
from gongkai.search.models import Feed, MissedQuestion, Synonym
from gongkai.search.queries import Question, ask, governing, suggest
from gongkai.search.rules.synonyms import Refusal, WordsRefused
from tests.search.conftest import COUNTY, NOON, OTHER_COUNTY

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
AID = SearchDocument(
    key="matter:400",
    kind="matter",
    url="/matters/400/",
    title="办事指南",
    heading="最低生活保障",
    body_text="条件；标准；材料\n《社会救助暂行办法》",
    facets={"kind": "matter"},
    weight=5.0,
    is_term=True,
)
RESULT = SearchDocument(
    key="information:result",
    kind="information",
    url="/info/result/",
    title="全县最低生活保障审批情况",
    body_text="本月新增52户。",
    files=[["分乡镇情况.xlsx", "云砚镇 212户 青苗补偿"], ["说明.txt", "其他"]],
    facets={"kind": "result"},
)
TOWN = SearchDocument(
    key="body:yunyan",
    kind="body",
    url="/bodies/yunyan/",
    title="云砚镇人民政府",
    aliases=["云砚镇"],
    facets={"kind": "body", "body": "yunyan"},
    weight=5.0,
    is_term=True,
)


@pytest.fixture(autouse=True)
def three_documents(db):
    actions.put(county_id=COUNTY, documents=[AID, RESULT, TOWN])
    node_index().sync()


def asked(text, **more):
    return ask(Question(county_id=COUNTY, text=text, **more))


def found(text, **more):
    return [hit.key for hit in asked(text, **more).hits]


def test_synonyms_hold_with_the_next_question_and_go_with_it():
    assert found("穷人补助") == []

    [group] = actions.add_synonyms(county_id=COUNTY, groups=[["穷人补助", "最低生活保障"]], by=None, at=NOON)
    assert set(found("穷人补助")) == {AID.key, RESULT.key}

    actions.remove_synonyms(county_id=COUNTY, pk=group.pk, by=None, at=NOON)
    assert found("穷人补助") == []
    assert [entry.action for entry in Entry.objects.filter(county_id=COUNTY).order_by("seq")] == [
        "search.synonyms_added",
        "search.synonyms_removed",
    ]


def test_a_group_that_shares_a_word_joins_and_the_same_group_again_is_none():
    actions.add_synonyms(county_id=COUNTY, groups=[["甲词", "乙词"]], by=None, at=NOON)
    actions.add_synonyms(county_id=COUNTY, groups=[["丙词", "丁词"], ["乙词", "丙词"]], by=None, at=NOON)

    again = actions.add_synonyms(county_id=COUNTY, groups=[["丁词", "甲词"]], by=None, at=NOON)

    assert [set(group.words) for group in Synonym.objects.filter(county_id=COUNTY)] == [
        {"甲词", "乙词", "丙词", "丁词"}
    ]
    assert again == []


def test_one_wrong_group_keeps_all_of_a_file_out():
    with pytest.raises(WordsRefused, match=Refusal.TOO_FEW):
        actions.add_synonyms(county_id=COUNTY, groups=[["甲词", "乙词"], ["丙词"]], by=None, at=NOON)

    assert not Synonym.objects.exists()


def test_a_county_keeps_its_words_when_the_shipped_ones_are_loaded_again(shipped_words):
    actions.remove_synonyms(county_id=COUNTY, pk=Synonym.objects.first().pk, by=None, at=NOON)
    kept = Synonym.objects.count()

    actions.load_shipped_synonyms(county_id=COUNTY, at=NOON)

    assert Synonym.objects.count() == kept


def test_a_fixed_answer_stands_first_and_only_where_the_filters_let_it():
    bet = actions.add_best_bet(county_id=COUNTY, question="砚台", url="/matters/400/", by=None, at=NOON)

    assert asked("砚台").hits[0].is_best_bet
    assert found("砚台")[0] == AID.key
    assert found("砚台", filters={"kind": "body"}) == []
    assert found("砚台", since=date(2026, 1, 1)) == []
    assert desk.bets([bet])[0].title == "最低生活保障 · 办事指南"

    actions.remove_best_bet(county_id=COUNTY, pk=bet.pk, by=None, at=NOON)
    assert found("砚台") == []


def test_a_fixed_answer_that_is_withdrawn_is_not_shown():
    bet = actions.add_best_bet(county_id=COUNTY, question="砚台", url="/info/result/", by=None, at=NOON)

    actions.remove(county_id=COUNTY, keys=[RESULT.key])

    assert found("砚台") == []
    assert desk.bets([bet])[0].url == ""


@pytest.mark.parametrize(
    ("question", "url"), [("", "/matters/400/"), ("砚台", "/matters/4/"), ("长" * 61, "/matters/400/")]
)
def test_a_fixed_answer_that_leads_nowhere_is_refused(question, url):
    with pytest.raises(WordsRefused):
        actions.add_best_bet(county_id=COUNTY, question=question, url=url, by=None, at=NOON)


def test_a_slip_is_mended_and_may_be_insisted_on():
    results = asked("最底生活保障")

    assert results.corrected == "最低生活保障"
    assert {hit.key for hit in results.hits} == {AID.key, RESULT.key}
    assert asked("最底生活保障", as_typed=True).corrected == ""


def test_text_of_an_attachment_is_found_and_the_attachment_named():
    hit = asked("青苗补偿").hits[0]

    assert (hit.key, hit.file) == (RESULT.key, "分乡镇情况.xlsx")
    assert [part.text for part in hit.snippet if part.is_hit] == ["青苗补偿"]


def test_the_attachment_is_named_that_holds_what_the_text_does_not():
    hit = asked("本月新增 青苗补偿").hits[0]

    assert hit.file == "分乡镇情况.xlsx"
    assert "".join(part.text for part in hit.snippet if part.is_hit) == "青苗补偿"
    assert asked("本月新增").hits[0].file == ""


def test_an_attachment_is_found_by_its_name():
    assert asked("分乡镇情况").hits[0].file == "分乡镇情况.xlsx"


def test_a_matter_is_found_by_the_law_it_rests_on_and_by_what_it_stands_under():
    assert found("《社会救助暂行办法》")[0] == AID.key
    assert found("最低生活保障办事指南")[0] == AID.key


def test_a_place_is_found_by_its_short_name_before_what_mentions_it():
    assert found("云砚镇")[0] == TOWN.key
    assert found("yunyanzhen")[0] == TOWN.key


def test_the_matter_that_governs_a_question_is_known():
    question = Question(county_id=COUNTY, text="最低生活保障需要什么材料")

    assert governing(question, kind="matter") == AID.key
    assert governing(replace(question, text="天气预报"), kind="matter") == ""


def test_of_lone_characters_any_will_do_where_none_holds_all():
    assert found("户 龘")[0] == RESULT.key


def test_where_few_answers_hold_every_word_those_with_some_stand_behind():
    results = asked("最低生活保障 青苗补偿")

    assert (results.whole, [hit.key for hit in results.hits]) == (1, [RESULT.key, AID.key])


@pytest.mark.parametrize("mark", ["'", "' '"])
def test_an_apostrophe_alone_is_no_pinyin_and_finds_nothing(mark):
    assert asked(mark).total == 0
    assert suggest(county_id=COUNTY, text=mark) == []


def test_the_countys_terms_are_suggested_first_and_those_of_no_other():
    assert suggest(county_id=COUNTY, text="最低")[0] == "最低生活保障"
    assert suggest(county_id=OTHER_COUNTY, text="最低") == []


def test_words_that_come_again_as_they_were_are_not_read_anew():
    before = Feed.objects.get(county_id=COUNTY).words_changed

    actions.put(county_id=COUNTY, documents=[AID, RESULT, TOWN])

    assert Feed.objects.get(county_id=COUNTY).words_changed == before


def test_a_renamed_body_is_known_by_its_new_name_at_once():
    actions.put(county_id=COUNTY, documents=[replace(TOWN, title="云砚新镇人民政府", aliases=["云砚新镇"])])
    node_index().sync()

    assert found("云砚新镇")[0] == TOWN.key
    assert suggest(county_id=COUNTY, text="云砚新")[0] == "云砚新镇"


def test_what_was_asked_in_vain_is_counted_by_day_and_forgotten():
    for day in (TODAY, TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=200)):
        actions.note_missed(county_id=COUNTY, text=" 没有的事 ", on=day)
    actions.note_missed(county_id=COUNTY, text="  ", on=TODAY)

    assert [(line.text, line.times, line.last_on) for line in desk.missed(COUNTY, on=TODAY)] == [("没有的事", 3, TODAY)]
    assert actions.forget_missed(on=TODAY) == 1
    assert MissedQuestion.objects.count() == 2


def test_no_more_than_so_many_questions_are_kept_of_a_day(monkeypatch):
    monkeypatch.setattr("gongkai.search.actions.missing.MOST_A_DAY", 2)

    for number in range(4):
        actions.note_missed(county_id=COUNTY, text=f"问{number}", on=TODAY)

    assert MissedQuestion.objects.count() == 2
