"""What a new edition changes: the tasks it makes, and how each is settled."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions
from gongkai.catalogues.models import RevisionTask, Version
from tests.catalogues.conftest import MORNING, TODAY
from tests.catalogues.desk_pages import queries_of, url
from tests.factories.catalogues import (
    RevisionTaskFactory,
)
from tests.factories.standards import EditionFactory, ItemTextFactory


@pytest.fixture
def changed(place, draft):
    """A new edition that shortens the limit of one item."""
    actions.adopt_group(version=draft, by=None, at=MORNING)
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)
    edition = EditionFactory(guideline=place.edition.guideline, number=2, state="draft")
    for text in place.edition.texts.all():
        limit = "自信息形成或者变更之日起10个工作日内" if text.l2 == "公示信息" else text.time_limit
        ItemTextFactory(
            edition=edition,
            item=text.item,
            l1=text.l1,
            l2=text.l2,
            time_limit=limit,
            content=text.content,
            subject=text.subject,
            levels=text.levels,
        )
    place.edition.state = "superseded"
    place.edition.save()
    edition.state = "in_force"
    edition.save()
    return edition


def test_an_edition_nobody_compared_is_offered_for_comparison(desk, changed, place):
    page = desk.get(url("revisions"))
    desk.post(url("compare", changed.pk))

    assert url("compare", changed.pk) in page.text
    assert RevisionTask.objects.get(county=place.county).changed_elements == ["time_limit"]


def test_a_task_shows_three_texts_and_is_settled(desk, changed, place):
    (task,) = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)

    page = desk.get(url("task", task.pk))
    desk.post(url("task", task.pk), {"outcome": "take_new", "reason": "", "approved_by": ""})

    task.refresh_from_db()
    assert "<del>20</del><ins>10</ins>" in page.text
    assert task.outcome == "take_new"
    assert desk.get(url("task", task.pk)).status_code == 200


def test_keeping_the_local_text_asks_why(desk, changed, place):
    (task,) = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)

    answer = desk.post(url("task", task.pk), {"outcome": "keep_local", "reason": ""})

    assert answer.status_code == 422
    assert "请写明理由。" in answer.text


def test_adapting_to_a_new_edition_takes_what_was_typed(desk, changed, place):
    (task,) = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)
    shorter = "自信息形成或者变更之日起7个工作日内"

    desk.post(url("task", task.pk), {"outcome": "adapt", "reason": "县里更快", "new_time_limit": shorter})

    draft = Version.objects.of(place.county).drafts().get(catalogue__owner=None)
    assert draft.rows.get(l2="公示信息").time_limit == shorter


def test_a_dropped_item_needs_an_approver_to_be_set_aside(desk, changed, place):
    changed.texts.get(l2="审核审批信息").delete()
    tasks = actions.revise_for_edition(county=place.county, edition=changed, by=None, at=MORNING)
    removed = next(task for task in tasks if task.change == "removed")

    answer = desk.post(url("task", removed.pk), {"outcome": "take_new", "reason": "指引取消了"})

    assert answer.status_code == 422
    assert "请指明批准人。" in answer.text


def test_another_county_s_task_is_not_found(desk, draft):
    assert desk.get(url("task", RevisionTaskFactory().pk)).status_code == 404


def test_revision_tasks_take_a_constant_number_of_queries(desk, place, draft):
    RevisionTaskFactory(county=place.county)
    few = queries_of(desk, url("revisions"))
    for _ in range(20):
        RevisionTaskFactory(county=place.county)

    assert queries_of(desk, url("revisions")) == few
