"""A copy is built anew beside the one that serves: whoever asks meanwhile is answered, and nothing late comes back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import call_command

from gongkai.search import actions
from gongkai.search import index as index_module
from gongkai.search.actions import SearchDocument
from gongkai.search.index import NodeIndex, node_index
from gongkai.search.queries import Question, ask
from tests.search.conftest import COUNTY, OTHER_COUNTY

pytestmark = pytest.mark.django_db

NOTICE = SearchDocument(
    key="information:0", kind="information", url="/info/0/", title="停水通知", facets={"kind": "news"}
)


@pytest.fixture(autouse=True)
def a_few_documents(db, monkeypatch):
    monkeypatch.setattr(index_module, "BATCH", 2)
    for county in (COUNTY, OTHER_COUNTY):
        actions.put(county_id=county, documents=[replace(NOTICE, key=f"information:{n}") for n in range(5)])
    node_index().sync()


def total(county=COUNTY):
    return ask(Question(county_id=county, text="停水通知")).total


def test_questions_are_answered_at_every_step_of_a_rebuild():
    answered = []

    applied = node_index().rebuild(followed=lambda count: answered.append((total(), total(OTHER_COUNTY))))

    assert applied == 10
    assert len(answered) >= 6
    assert set(answered) == {(5, 5)}
    assert total() == 5


def test_what_changes_during_a_rebuild_is_in_the_new_copy():
    def meanwhile(count):
        if not gone:
            gone.append(actions.remove(county_id=COUNTY, keys=[NOTICE.key]))
            node_index().sync()

    gone: list = []
    node_index().rebuild(followed=meanwhile)

    assert total() == 4


def test_another_process_goes_over_to_the_new_copy_by_itself():
    other = NodeIndex(settings.SEARCH_INDEX)
    before = other.searcher()

    node_index().rebuild()
    node_index().sync()

    assert other.generation.directory.name == node_index().generation.directory.name
    assert (before.num_docs, other.searcher().num_docs) == (10, 10)


def test_a_rebuild_that_was_cut_off_is_begun_again_and_old_copies_go():
    def cut_off(count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        node_index().rebuild(followed=cut_off)
    assert total() == 5

    for _time in range(3):
        node_index().rebuild()

    assert total() == 5
    assert len([path for path in settings.SEARCH_INDEX.iterdir() if path.is_dir()]) == 2


def test_a_copy_of_an_older_format_is_left_and_a_new_one_begun():
    (settings.SEARCH_INDEX / "current").write_text("1-7", encoding="ascii")

    assert NodeIndex(settings.SEARCH_INDEX).sync() in {0, 10}
    assert total() == 5


def test_a_late_delivery_does_not_bring_back_what_was_withdrawn():
    actions.remove(county_id=COUNTY, keys=[NOTICE.key])
    node_index().sync()

    node_index().rebuild()

    assert total() == 4


def test_the_command_rebuilds_and_tells_how_much():
    told = io.StringIO()

    call_command("search_index", "--rebuild", stdout=told, verbosity=0)
    call_command("search_index", stdout=told)

    assert told.getvalue().split() == ["10", "0"]
