"""Does one signature close what it should, and nothing that was unticked?"""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.duties.models import Duty, PeriodReturn
from gongkai.organisations.rules.roles import Role
from tests.factories.duties import PeriodReturnFactory
from tests.factories.organisations import OfficerFactory


def text(page) -> str:
    return page.content.decode()


def sign_url(body="civil", kind="nil_return", period="2025-Q1") -> str:
    return reverse("workbench:sign", args=[body, kind, period])


class TestThePeriods:
    def test_each_period_with_something_open_is_listed_once(self, as_clerk, place):
        place.duty("救助资金")
        place.duty("救助人数")
        place.duty("年度计划", occurrence="2024", due_on=date(2025, 1, 27))

        page = text(as_clerk.get(reverse("workbench:returns")))

        assert page.count("2025年第1季度") == 1
        assert "还有 2 项" in page
        assert "2024年" in page

    def test_events_standing_duties_and_other_bodies_ask_for_no_nil_return(self, as_clerk, place):
        place.duty("临时救助", kind="event", occurrence="event:1")
        place.duty("办事指南", standing=True)
        place.duty("卫健局的", place.health)

        assert "没有等着签的零报告" in text(as_clerk.get(reverse("workbench:returns")))

    def test_standing_duties_due_for_another_look_are_one_list(self, as_clerk, place):
        place.duty("办事指南", standing=True, fulfilled=True, review_on=date(2025, 5, 1))
        place.duty("机构职能", standing=True, fulfilled=True, review_on=date(2025, 5, 1))

        page = text(as_clerk.get(reverse("workbench:returns")))

        assert "还有 2 项" in page
        assert sign_url(kind="still_valid", period="standing") in page

    def test_the_latest_signatures_are_shown_with_who_gave_them(self, as_clerk, place):
        PeriodReturnFactory(body=place.civil, signed_by=place.clerk)

        assert "最近的签字" in text(as_clerk.get(reverse("workbench:returns")))


class TestSigning:
    def test_the_list_comes_ticked(self, as_clerk, place):
        duty = place.duty("救助资金")

        assert f'id="duty-{duty.pk}" checked' in text(as_clerk.get(sign_url()))

    def test_one_signature_closes_what_is_ticked_and_leaves_the_rest(self, as_clerk, place):
        closed, kept = place.duty("救助资金"), place.duty("救助人数")

        answer = as_clerk.post(sign_url(), {"duties": [closed.pk]}, follow=True)

        assert Duty.objects.get(pk=closed.pk).state == "nil"
        assert Duty.objects.get(pk=kept.pk).state == "open"
        assert PeriodReturn.objects.get().signed_by == place.clerk
        assert "已签字，办结1项。" in text(answer)

    def test_still_valid_moves_the_review_and_leaves_the_duty_fulfilled(self, as_clerk, place):
        duty = place.duty("办事指南", standing=True, fulfilled=True, review_on=date(2025, 5, 1))

        as_clerk.post(sign_url(kind="still_valid", period="standing"), {"duties": [duty.pk]})

        duty.refresh_from_db()
        assert duty.state == "fulfilled"
        assert duty.review_on == date(2026, 5, 12)

    def test_nothing_ticked_is_nothing_signed(self, as_clerk, place):
        place.duty("救助资金")

        answer = as_clerk.post(sign_url(), {})

        assert answer.status_code == 422
        assert "一项也没有勾选" in text(answer)
        assert not PeriodReturn.objects.exists()

    def test_a_list_that_changed_meanwhile_is_shown_again_with_its_ticks(self, as_clerk, place):
        first, second, gone = (place.duty(name) for name in ("救助资金", "救助人数", "刚办结的"))
        Duty.objects.filter(pk=gone.pk).update(state="nil", closed_at=place.clerk.date_joined)

        answer = as_clerk.post(sign_url(), {"duties": [first.pk, gone.pk]})

        assert answer.status_code == 422
        assert "清单有了变化" in text(answer)
        assert f'id="duty-{first.pk}" checked' in text(answer)
        assert f'id="duty-{second.pk}" checked' not in text(answer)

    def test_a_period_with_nothing_left_leads_back(self, as_clerk, place):
        answer = as_clerk.get(sign_url(), follow=True)

        assert "这一期没有要签的了" in text(answer)

    @pytest.mark.parametrize("address", [sign_url("health"), sign_url(kind="waiver"), sign_url("nobody")])
    def test_other_bodies_and_other_kinds_are_not_there(self, as_clerk, place, address):
        assert as_clerk.get(address).status_code == 404

    def test_a_township_signs_for_its_village(self, client, place):
        duty = place.duty("村务公开", place.village)
        client.force_login(OfficerFactory(body=place.town, role=Role.PUBLISHER))

        client.post(sign_url("nanshan"), {"duties": [duty.pk]})

        assert Duty.objects.get(pk=duty.pk).state == "nil"
