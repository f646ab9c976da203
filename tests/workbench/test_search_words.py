"""The office tends search: what was asked in vain, words that mean the same, answers that are fixed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.search import actions
from gongkai.search.actions import SearchDocument
from gongkai.search.models import BestBet, Synonym
from tests.factories.search import BestBetFactory, MissedQuestionFactory, SynonymFactory
from tests.workbench.conftest import TODAY

pytestmark = pytest.mark.django_db

SYNONYMS, BETS, IMPORT = "workbench:synonyms", "workbench:best_bets", "workbench:import_synonyms"
PAGE = SearchDocument(key="matter:4", kind="matter", url="/matters/4/", title="低保名单", is_term=True)


def text(answer):
    return answer.content.decode()


def words(county):
    return [group.words for group in Synonym.objects.filter(county_id=county.pk)]


def test_what_was_asked_in_vain_leads_to_a_synonym_or_a_fixed_answer(as_chief, place):
    for _time in range(2):
        MissedQuestionFactory(county_id=place.county.pk, text=f"穷人补助{_time}", on=TODAY, count=3 - _time)

    page = text(as_chief.get(reverse("workbench:missed")))

    assert page.index("穷人补助0") < page.index("穷人补助1")
    assert f"{reverse(SYNONYMS)}?words=%E7%A9%B7" in page
    assert f"{reverse(BETS)}?question=%E7%A9%B7" in page


def test_where_all_was_found_the_page_says_so(as_chief):
    assert "都有结果" in text(as_chief.get(reverse("workbench:missed")))


def test_a_group_is_added_recorded_and_removed(as_chief, place):
    answer = as_chief.post(reverse(SYNONYMS), {"words": "穷人补助、最低生活保障"}, follow=True)
    assert "穷人补助、最低生活保障" in text(answer)

    group = Synonym.objects.get(county_id=place.county.pk)
    as_chief.post(reverse("workbench:remove_synonyms", args=[group.pk]))

    assert words(place.county) == []
    acts = Entry.objects.filter(county_id=place.county.pk, action__startswith="search.")
    assert list(acts.order_by("seq").values_list("action", "actor_name")) == [
        ("search.synonyms_added", "方明"),
        ("search.synonyms_removed", "方明"),
    ]


def test_the_word_that_was_missed_is_in_the_form_already(as_chief):
    assert 'value="穷人补助"' in text(as_chief.get(f"{reverse(SYNONYMS)}?words=穷人补助"))


def test_what_is_no_group_is_explained_and_kept_in_the_form(as_chief, place):
    answer = as_chief.post(reverse(SYNONYMS), {"words": "低保"})

    assert answer.status_code == 422
    assert "至少要有两个" in text(answer)
    assert words(place.county) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_brings_many_groups(as_chief, place, encoding):
    file = SimpleUploadedFile("words.csv", "同义词,\n低保,最低生活保障\n五保,特困\n".encode(encoding))

    as_chief.post(reverse(IMPORT), {"file": file})

    assert words(place.county) == [["低保", "最低生活保障"], ["五保", "特困"]]


@pytest.mark.parametrize(("content", "said"), [("同义词\n", "没有词语"), ("低保,低保\n", "两个不同的词"), ("", "空")])
def test_a_file_that_holds_none_changes_nothing(as_chief, place, content, said):
    answer = as_chief.post(reverse(IMPORT), {"file": SimpleUploadedFile("words.csv", content.encode())})

    assert answer.status_code == 422
    assert said in text(answer)
    assert words(place.county) == []


def test_the_words_can_be_taken_out_changed_and_handed_in_again(as_chief, place):
    SynonymFactory(county_id=place.county.pk, words=["低保", "最低生活保障"])

    answer = as_chief.get(reverse("workbench:synonyms_csv"))

    assert answer.content.decode("utf-8-sig").split() == ["低保,最低生活保障"]


def test_a_word_that_a_spreadsheet_would_reckon_with_stays_a_word(as_chief, place):
    SynonymFactory(county_id=place.county.pk, words=["=1+1", "最低生活保障"])

    taken = as_chief.get(reverse("workbench:synonyms_csv")).content
    as_chief.post(reverse(IMPORT), {"file": SimpleUploadedFile("words.csv", taken)})

    assert taken.decode("utf-8-sig").startswith("'=1+1,")
    assert words(place.county) == [["=1+1", "最低生活保障"]]


def test_an_answer_is_fixed_by_its_address_and_let_go(as_chief, place):
    actions.put(county_id=place.county.pk, documents=[PAGE])

    answer = as_chief.post(
        reverse(BETS), {"question": "谁吃低保", "url": "https://zwgk.example.gov.cn/matters/4/?from=x"}, follow=True
    )
    assert "低保名单" in text(answer)

    as_chief.post(reverse("workbench:remove_best_bet", args=[BestBet.objects.get().pk]))
    assert not BestBet.objects.exists()


def test_an_address_that_search_does_not_know_is_explained(as_chief):
    answer = as_chief.post(reverse(BETS), {"question": "谁吃低保", "url": "/matters/9/"})

    assert answer.status_code == 422
    assert "没有这个页面" in text(answer)


def test_an_address_that_is_none_is_explained(as_chief):
    answer = as_chief.post(reverse(BETS), {"question": "谁吃低保", "url": "http://[/matters/9/"})

    assert answer.status_code == 422
    assert "没有这个页面" in text(answer)


def test_what_no_database_takes_is_left_out_of_a_file(as_chief, place):
    as_chief.post(reverse(IMPORT), {"file": SimpleUploadedFile("words.csv", "低\0保,最低生活保障\n".encode())})

    assert words(place.county) == [["低保", "最低生活保障"]]


def test_a_fixed_answer_that_is_public_no_more_is_told(as_chief, place):
    BestBetFactory(county_id=place.county.pk, key="information:gone")

    assert "已不公开" in text(as_chief.get(reverse(BETS)))


@pytest.mark.parametrize("name", ["workbench:missed", SYNONYMS, BETS])
def test_only_the_office_tends_search(as_clerk, name):
    assert as_clerk.get(reverse(name)).status_code == 403
