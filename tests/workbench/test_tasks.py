"""Does the desk open on what must be done, and on nothing else?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.duties.models import Duty
from gongkai.organisations.rules.roles import Role
from tests.factories.duties import DutyEventFactory, DutyFactory
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.factories.workbench import WaiverRequestFactory

DESK = "/desk/"


def text(page) -> str:
    return page.content.decode()


def tasks_of(page) -> str:
    """The list itself, without what stands beside it."""
    return text(page).partition('<ul class="tasks">')[2].partition("</section>")[0]


def places(page, *names: str) -> list[int]:
    return [text(page).index(name) for name in names]


class TestWhatIsShown:
    def test_overdue_duties_come_first_and_the_rest_by_their_day(self, as_clerk, place):
        place.duty("以后的事", due_on=date(2025, 6, 3))
        place.duty("过期的事", due_on=date(2025, 5, 6))
        place.duty("今天的事", due_on=date(2025, 5, 12))

        page = as_clerk.get(DESK)

        order = places(page, "逾期6天", "过期的事", "今天的事", "还有22天", "以后的事")
        assert order == sorted(order)

    def test_the_line_on_top_counts_what_is_pressing(self, as_clerk, place):
        place.duty("过期的事", due_on=date(2025, 5, 6))
        place.duty("快了", due_on=date(2025, 5, 14))
        place.duty("也快了", due_on=date(2025, 5, 15))

        page = as_clerk.get(DESK)

        assert "1项逾期，2项即将到期" in text(page)

    def test_an_empty_desk_offers_the_first_step(self, as_clerk, place):
        page = as_clerk.get(DESK)

        assert "没有要办的任务" in text(page)
        assert reverse("workbench:events") in text(page)

    def test_a_task_says_what_is_to_be_published_and_how_its_day_was_found(self, as_clerk, place):
        working = {"start": "2025-03-31", "amount": 20, "unit": "workday", "end": "2025-04-29", "passed": []}
        place.duty("救助资金", working=working, due_on=date(2025, 4, 29), occurrence="2025-Q1")

        page = as_clerk.get(DESK)

        assert "政策依据、办理结果" in text(page)
        assert "2025年第1季度" in text(page)
        assert "20个工作日" in text(page)

    def test_nothing_of_another_body_is_on_the_desk(self, as_clerk, place):
        place.duty("卫健局的事", place.health, due_on=date(2025, 5, 6))

        assert "卫健局的事" not in text(as_clerk.get(DESK))

    def test_a_township_desk_holds_the_duties_of_its_villages(self, client, place):
        place.duty("村务公开", place.village, due_on=date(2025, 5, 6))
        client.force_login(OfficerFactory(body=place.town, role=Role.PUBLISHER))

        assert "村务公开" in text(client.get(DESK))

    def test_an_event_has_its_title_and_no_nil_return(self, as_clerk, place):
        row = place.row("临时救助")
        event = DutyEventFactory(matter=row.matter, body=place.civil, county=place.county, title="第7批审批")
        DutyFactory(row=row, body=place.civil, kind="event", event=event, occurrence=f"event:{event.pk}")

        page = tasks_of(as_clerk.get(DESK))

        assert "第7批审批" in page
        assert "nil_return" not in page

    def test_a_recurring_task_leads_to_its_periods_signature(self, as_clerk, place):
        place.duty("救助资金", due_on=date(2025, 5, 6))

        assert reverse("workbench:sign", args=["civil", "nil_return", "2025-Q1"]) in tasks_of(as_clerk.get(DESK))

    def test_what_is_to_be_looked_at_again_can_be_confirmed_or_updated(self, as_clerk, place):
        place.duty("办事指南", standing=True, fulfilled=True, review_on=date(2025, 5, 1))

        page = tasks_of(as_clerk.get(DESK, {"pile": "review"}))

        assert reverse("workbench:sign", args=["civil", "still_valid", "standing"]) in page
        assert "更新内容" in page
        assert "duty_id" not in page

    def test_a_draft_begun_is_gone_on_with(self, as_clerk, place):
        duty = place.duty("救助资金", due_on=date(2025, 5, 14))
        draft = InformationFactory(body=place.civil, row=duty.row, duty=duty, drafted_by=place.clerk)

        page = text(as_clerk.get(DESK))

        assert "接着写" in page
        assert draft.public_id in page


class TestPiles:
    def test_a_returned_draft_shows_its_note(self, as_clerk, place):
        InformationFactory(body=place.civil, drafted_by=place.clerk, returned_note="金额对不上")

        opened, pile = as_clerk.get(DESK), as_clerk.get(DESK, {"pile": "returned"})

        assert "金额对不上" in text(opened)
        assert "金额对不上" in text(pile)

    def test_a_signer_sees_what_waits_for_her_but_not_her_own(self, client, place):
        InformationFactory(in_review=True, body=place.civil, title="别人的稿件", drafted_by=place.clerk)
        InformationFactory(in_review=True, body=place.civil, title="自己的稿件", drafted_by=place.signer)
        client.force_login(place.signer)

        page = text(client.get(DESK, {"pile": "sign"}))

        assert "别人的稿件" in page
        assert "自己的稿件" not in page

    def test_who_may_not_sign_has_nothing_to_sign(self, as_clerk, place):
        InformationFactory(in_review=True, body=place.civil, title="审核中的稿件", drafted_by=place.signer)

        assert "审核中的稿件" not in text(as_clerk.get(DESK))

    @pytest.mark.parametrize(
        ("pile", "given"),
        [
            ("overdue", {"due_on": date(2025, 5, 6)}),
            ("soon", {"due_on": date(2025, 5, 14)}),
            ("redated", {"due_on": date(2025, 7, 1), "previous_due_on": date(2025, 6, 30)}),
            ("review", {"standing": True, "fulfilled": True, "review_on": date(2025, 5, 1)}),
            ("reminder", {"standing": True}),
            ("upcoming", {"starts_on": date(2025, 6, 30), "due_on": date(2025, 7, 28)}),
        ],
    )
    def test_each_pile_holds_its_kind(self, as_clerk, place, pile, given):
        place.duty("这一项", **given)
        place.duty("另一项", nil=True)

        page = text(as_clerk.get(DESK, {"pile": pile}))

        assert "这一项" in page
        assert "另一项" not in page

    def test_drafts_and_pieces_ready_have_their_piles(self, as_clerk, place):
        InformationFactory(body=place.civil, title="正写着的", drafted_by=place.clerk)
        InformationFactory(body=place.civil, title="签发了的", state="signed_off", drafted_by=place.clerk)

        drafts, ready = as_clerk.get(DESK, {"pile": "drafts"}), as_clerk.get(DESK, {"pile": "ready"})

        assert "正写着的" in text(drafts)
        assert "签发了的" not in text(drafts)
        assert "签发了的" in text(ready)

    def test_requests_to_be_released_lie_on_the_office_desk_only(self, client, place):
        WaiverRequestFactory(duty=place.duty("补贴发放"), reason="没有这项补贴")
        client.force_login(place.chief)
        office = text(client.get(DESK, {"pile": "waivers"}))
        client.force_login(place.clerk)

        clerk = text(client.get(DESK, {"pile": "waivers"}))

        assert "没有这项补贴" in office
        assert "没有这项补贴" not in clerk

    def test_an_unknown_pile_shows_what_is_to_be_done(self, as_clerk, place):
        place.duty("过期的事", due_on=date(2025, 5, 6))

        assert "过期的事" in text(as_clerk.get(DESK, {"pile": "moon", "after": "?"}))


class TestWhoComesIn:
    @pytest.mark.parametrize(
        ("role", "to"),
        [
            (Role.AUDITOR, "workbench:audit"),
            (Role.SUPERVISOR, "workbench:cockpit"),
            (Role.ADMINISTRATOR, "organisations_workbench:bodies"),
        ],
    )
    def test_who_has_no_duties_opens_on_her_own_first_page(self, client, place, role, to):
        client.force_login(OfficerFactory(body=place.office, role=role))

        assert client.get(DESK).url == reverse(to)

    def test_the_navigation_counts_what_is_overdue_or_due_today(self, as_clerk, place):
        place.duty("过期的事", due_on=date(2025, 5, 6))
        place.duty("今天的事", due_on=date(2025, 5, 12))
        place.duty("明天的事", due_on=date(2025, 5, 13))

        assert '<span class="count count--urgent">2</span>' in text(as_clerk.get(reverse("workbench:calendar")))


class TestLength:
    def test_a_long_desk_is_paged(self, as_clerk, place):
        for number in range(32):
            place.duty(f"第{number:02d}项", due_on=date(2025, 5, 6))

        first = as_clerk.get(DESK)
        second = as_clerk.get(DESK, {"after": first.context["page"].next})

        assert "第29项" in text(first)
        assert "第30项" not in text(first)
        assert "第31项" in text(second)

    def test_a_thousand_duties_cost_as_many_queries_as_ten(self, as_clerk, place):
        row = place.row("救助资金")
        many(row, place, 10)
        queries(as_clerk)
        few = queries(as_clerk)

        many(row, place, 1000)

        assert queries(as_clerk) == few
        assert few <= 25


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(DESK)
    return len(captured)


def many(row, place, number: int) -> None:
    Duty.objects.bulk_create(
        DutyFactory.build(
            row=row, county=place.county, matter=row.matter, body=place.civil, occurrence=f"{number}-{turn}"
        )
        for turn in range(number)
    )
