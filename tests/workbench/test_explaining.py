"""A body explains its delay beside the state; nothing personal gets out, nothing of the state changes."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.audit.models import Entry
from gongkai.duties import actions
from gongkai.duties.actions import DutyRefused, Refusal
from gongkai.duties.models import Explanation
from tests.factories.duties import UrgeFactory
from tests.workbench.conftest import NOON

WHY = "数据正在与上级核对，预计本月底公开。"


@pytest.fixture
def late(place):
    return place.duty("临时救助", due_on=date(2025, 5, 6))


def explain(client, duty, text=WHY):
    return client.post(f"/desk/duties/{duty.pk}/explain/", {"text": text})


def test_a_clerk_explains_and_the_state_stays(as_clerk, place, late):
    page = as_clerk.get(explain(as_clerk, late).url).content.decode()

    assert WHY in page
    late.refresh_from_db()
    assert (late.state, late.due_on) == ("open", date(2025, 5, 6))
    assert Entry.objects.get(action="duty.explained").detail == {"note": WHY}
    public = as_clerk.get(f"/matters/{late.matter.number}/").content.decode()
    assert WHY in public
    assert "已逾期" in public


def test_another_takes_its_place_and_it_can_be_taken_back(as_clerk, place, late):
    explain(as_clerk, late)
    explain(as_clerk, late, "改由财政局提供数据，预计下月初公开。")
    assert Explanation.objects.filter(ended_at__isnull=True).count() == 1
    assert Explanation.objects.count() == 2

    as_clerk.post(f"/desk/duties/{late.pk}/explanation/take-back/")

    assert not Explanation.objects.filter(ended_at__isnull=True).exists()
    assert Entry.objects.filter(action="duty.explanation_taken_back").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("请联系张三，身份证号11010519491231002X。", "个人信息"),
        ("  ", "请写明说明内容"),
        ("长" * 301, "300"),
    ],
)
def test_what_must_not_leave_stays_in_the_form(as_clerk, place, late, text, said):
    answer = explain(as_clerk, late, text)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Explanation.objects.exists()


def test_only_what_is_overdue_is_explained_and_only_by_who_owes_it(place, late):
    ahead = place.duty("低保", due_on=date(2025, 7, 1))
    other = place.duty("体检", place.health, due_on=date(2025, 5, 6))

    with pytest.raises(DutyRefused) as refused:
        actions.explain(duty_id=ahead.pk, text=WHY, by=place.clerk, at=NOON)
    assert refused.value.refusal is Refusal.NOT_OVERDUE
    with pytest.raises(DutyRefused) as refused:
        actions.explain(duty_id=other.pk, text=WHY, by=place.clerk, at=NOON)
    assert refused.value.refusal is Refusal.NOT_PERMITTED


def test_the_task_says_how_many_readers_wait(as_clerk, place, late):
    UrgeFactory(duty=late)
    UrgeFactory(duty=late)

    assert "2人催办" in as_clerk.get(f"/desk/duties/{late.pk}/").content.decode()
    assert "2人催办" in as_clerk.get("/desk/").content.decode()
