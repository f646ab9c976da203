"""Is an event registered under the right matter, and is its day shown before it is saved?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongkai.duties.models import Duty, DutyEvent
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import OfficerFactory

HTMX = {"HX-Request": "true"}
TWO_LIMITS = {
    "rules": [
        {"kind": "within", "trigger": "decision", "amount": 7, "unit": "workday", "scope": "执法决定信息"},
        {"kind": "within", "trigger": "formed_or_changed", "amount": 20, "unit": "workday", "scope": "其他信息"},
    ]
}


def text(page) -> str:
    return page.content.decode()


def form_url(row, body="civil") -> str:
    return reverse("workbench:register", args=[body, row.matter.number])


class TestChoosing:
    def test_only_matters_of_the_body_that_an_event_can_start_are_offered(self, as_clerk, place):
        place.row("临时救助审批")
        place.row("长期的指南", time_rules={"rules": [{"kind": "long_term"}]})
        place.row("卫健局的事项", place.health)

        page = text(as_clerk.get(reverse("workbench:events")))

        assert "临时救助审批" in page
        assert "起算：信息形成或者变更" in page
        assert "长期的指南" not in page
        assert "卫健局的事项" not in page

    def test_words_narrow_the_list_by_name_field_and_contents(self, as_clerk, place):
        place.row("临时救助审批", content=[{"text": "审批名单", "stage": "结果"}])
        place.row("低保审批")

        by_contents = as_clerk.get(reverse("workbench:events"), {"q": "社会救助 名单"})
        none = as_clerk.get(reverse("workbench:events"), {"q": "月亮"})

        assert "临时救助审批" in text(by_contents)
        assert "低保审批" not in text(by_contents)
        assert "没有找到事项" in text(none)

    def test_htmx_gets_the_list_alone(self, as_clerk, place):
        place.row("临时救助审批")

        answer = as_clerk.get(reverse("workbench:events"), {"q": "救助"}, headers=HTMX)

        assert "临时救助审批" in text(answer)
        assert "<html" not in text(answer)
        assert "HX-Request" in answer["Vary"]

    def test_a_township_chooses_the_village_first(self, client, place):
        place.row("村务公开", place.village)
        client.force_login(OfficerFactory(body=place.town, role=Role.PUBLISHER))

        own = client.get(reverse("workbench:events"))
        village = client.get(reverse("workbench:events"), {"body": "nanshan"})

        assert "村务公开" not in text(own)
        assert "村务公开" in text(village)


class TestRegistering:
    def test_the_day_is_shown_with_its_working_before_anything_is_saved(self, as_clerk, place):
        row = place.row("临时救助审批")
        typed = {"start": "0", "occurred_on": "2025-05-06", "title": "第7批审批", "preview": "1"}

        page = as_clerk.post(form_url(row), typed)

        assert "2025年6月4日" in text(page)
        assert "5月6日 + 20个工作日 = 6月4日" in text(page)
        assert "第7批审批" in text(page)
        assert not DutyEvent.objects.exists()

    def test_htmx_gets_the_preview_alone_and_no_complaint_about_a_missing_title(self, as_clerk, place):
        row = place.row("临时救助审批")

        answer = as_clerk.post(form_url(row), {"start": "0", "occurred_on": "2025-05-06", "preview": "1"}, headers=HTMX)

        assert answer.status_code == 200
        assert "2025年6月4日" in text(answer)
        assert "<html" not in text(answer)

    def test_a_day_that_cannot_be_read_previews_nothing(self, as_clerk, place):
        row = place.row("临时救助审批")

        answer = as_clerk.post(form_url(row), {"start": "0", "occurred_on": "五月", "preview": "1"}, headers=HTMX)

        assert "这里会显示应公开日期" in text(answer)

    @pytest.mark.parametrize("day", ["0001-01-01", "1926-05-06", "9999-12-31"])
    def test_a_mistyped_year_is_asked_about(self, as_clerk, place, day):
        row = place.row("临时救助审批")

        answer = as_clerk.post(form_url(row), {"start": "0", "occurred_on": day, "title": "第7批审批"})

        assert answer.status_code == 422
        assert "请核对年份。" in text(answer)
        assert not DutyEvent.objects.exists()

    def test_saving_makes_the_duty_that_was_previewed_and_opens_it(self, as_clerk, place):
        row = place.row("临时救助审批")

        answer = as_clerk.post(
            form_url(row), {"start": "0", "occurred_on": "2025-05-06", "title": "第7批审批"}, follow=True
        )

        duty = Duty.objects.get(event__title="第7批审批")
        assert str(duty.due_on) == "2025-06-04"
        assert duty.event.registered_by == place.clerk
        assert answer.redirect_chain[-1][0] == reverse("workbench:duty", args=[duty.pk])

    def test_each_start_of_a_limit_can_be_chosen(self, as_clerk, place):
        row = place.row("执法决定", time_rules=TWO_LIMITS)

        offered = as_clerk.get(form_url(row))
        as_clerk.post(form_url(row), {"start": "0", "occurred_on": "2025-05-06", "title": "处罚决定"})

        assert "执法决定信息：作出决定" in text(offered)
        assert "其他信息：信息形成或者变更" in text(offered)
        assert str(Duty.objects.get().due_on) == "2025-05-15"

    def test_mistakes_stand_beside_their_field_and_nothing_typed_is_lost(self, as_clerk, place):
        row = place.row("临时救助审批")

        answer = as_clerk.post(form_url(row), {"start": "0", "occurred_on": "2025-06-06", "title": "第7批审批"})

        assert answer.status_code == 422
        assert "发生日期在今天之后" in text(answer)
        assert "第7批审批" in text(answer)
        assert answer.context["form"].errors.keys() == {"occurred_on"}

    def test_an_undated_limit_says_that_it_becomes_a_reminder(self, as_clerk, place):
        row = place.row("应急信息", time_rules={"rules": [{"kind": "prompt", "trigger": "formed_or_changed"}]})

        answer = as_clerk.post(form_url(row), {"start": "0", "occurred_on": "2025-05-06", "preview": "1"})

        assert "登记后作为提醒列出" in text(answer)

    @pytest.mark.parametrize("body", ["health", "nobody"])
    def test_other_bodies_are_not_there(self, as_clerk, place, body):
        row = place.row("卫健局的事项", place.health)

        assert as_clerk.get(form_url(row, body)).status_code == 404

    def test_a_matter_that_the_body_does_not_owe_is_not_there(self, as_clerk, place):
        row = place.row("卫健局的事项", place.health)

        assert as_clerk.get(form_url(row)).status_code == 404
