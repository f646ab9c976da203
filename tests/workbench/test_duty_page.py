"""Does the page of a duty tell all there is to know, and does each thing that can be done there do it?"""

from __future__ import annotations

import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from gongkai.audit.models import Entry
from gongkai.duties.models import Duty
from gongkai.workbench.models import WaiverRequest
from tests.factories.duties import DutyFactory, FulfilmentFactory
from tests.factories.publishing import InformationFactory
from tests.factories.workbench import WaiverRequestFactory

PAGE = (
    "<html><head><title>救助资金公示</title><meta name='PubDate' content='2025-04-20'></head><body>资金</body></html>"
)


@pytest.fixture(scope="module")
def outside():
    """A page of another site."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(("" if self.path == "/untitled" else PAGE).encode())

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _may_fetch(settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]


def text(page) -> str:
    return page.content.decode()


def url(name: str, duty) -> str:
    return reverse(f"workbench:{name}", args=[duty.pk])


class TestThePage:
    def test_it_tells_the_row_the_day_and_what_is_to_be_published(self, as_clerk, place):
        working = {"start": "2025-03-31", "amount": 20, "unit": "workday", "end": "2025-04-29", "passed": []}
        duty = place.duty("救助资金", working=working)

        page = text(as_clerk.get(url("duty", duty)))

        assert "2025年4月29日" in page
        assert "逾期13天" in page
        assert "3月31日 + 20个工作日 = 4月29日" in page
        assert "政策依据" in page
        assert duty.row.time_limit in page

    def test_it_shows_by_what_it_was_fulfilled_with_the_digest(self, as_clerk, place):
        duty = place.duty("救助资金", fulfilled=True)
        FulfilmentFactory(duty=duty, by_kind="external", url="https://example.org/a", title="公示", sha256="ab" * 32)

        page = text(as_clerk.get(url("duty", duty)))

        assert "https://example.org/a" in page
        assert "ab" * 32 in page

    def test_it_lists_the_drafts_written_for_it(self, as_clerk, place):
        duty = place.duty("救助资金")
        InformationFactory(body=place.civil, row=duty.row, duty=duty, title="一季度救助资金", drafted_by=place.clerk)

        assert "一季度救助资金" in text(as_clerk.get(url("duty", duty)))

    def test_duties_of_other_bodies_and_counties_are_not_there(self, as_clerk, place):
        stranger, neighbour = DutyFactory(), place.duty("卫健局的事", place.health)

        assert as_clerk.get(url("duty", stranger)).status_code == 404
        assert as_clerk.get(url("duty", neighbour)).status_code == 404

    def test_the_office_sees_every_body_of_its_county_but_writes_only_for_its_own(self, as_chief, place):
        page = text(as_chief.get(url("duty", place.duty("救助资金"))))

        assert "救助资金" in page
        assert reverse("publishing_workbench:start") not in page

    def test_in_english_the_official_name_stays_beside_it(self, as_clerk, place):
        duty = place.duty("救助资金")
        as_clerk.cookies["language"] = "en"

        page = text(as_clerk.get(url("duty", duty)))

        assert duty.matter.name_en in page
        assert '<p class="task__gloss" lang="zh-Hans">救助资金</p>' in page


class TestAnExternalAddress:
    def test_looking_first_shows_title_day_and_digest_and_fulfils_nothing(self, as_clerk, place, outside):
        duty = place.duty("救助资金")

        page = text(as_clerk.post(url("external", duty), {"url": f"{outside}/a", "look": "1"}))

        assert 'value="救助资金公示"' in page
        assert 'value="2025-04-20"' in page
        assert "SHA-256" not in page.split("取证")[0]
        assert Duty.objects.get(pk=duty.pk).state == "open"

    def test_registering_fulfils_the_duty_and_keeps_the_evidence(self, as_clerk, place, outside):
        duty = place.duty("救助资金")

        answer = as_clerk.post(url("external", duty), {"url": f"{outside}/a"}, follow=True)

        duty.refresh_from_db()
        assert duty.state == "fulfilled"
        assert duty.fulfilled_on == date(2025, 4, 20)
        assert duty.fulfilments.get().title == "救助资金公示"
        assert "这项任务办结" in text(answer)
        assert "登记外部网址办结" in text(answer)

    def test_a_page_without_a_title_asks_for_one_beside_the_field(self, as_clerk, place, outside):
        duty = place.duty("救助资金")

        answer = as_clerk.post(url("external", duty), {"url": f"{outside}/untitled"})

        assert answer.status_code == 422
        assert answer.context["form"].errors == {"title": ["网页上没有读到标题，请照网页填写一个。"]}
        assert f"{outside}/untitled" in text(answer)

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"url": "http://10.0.0.1/a"}, "url"),
            ({"url": "不是网址"}, "url"),
            ({"url": "https://example.org/a", "published_on": "2025-05-13"}, "published_on"),
        ],
    )
    def test_what_cannot_be_registered_is_explained_beside_its_field(self, as_clerk, place, typed, field):
        duty = place.duty("救助资金")

        answer = as_clerk.post(url("external", duty), typed)

        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {field}

    def test_a_closed_duty_takes_no_address(self, as_clerk, place, outside):
        duty = place.duty("救助资金", nil=True)

        answer = as_clerk.post(url("external", duty), {"url": f"{outside}/a"})

        assert "已经办结" in text(answer)


class TestWaiving:
    def test_a_clerk_asks_and_the_duty_stays_open(self, as_clerk, place):
        duty = place.duty("救助资金")

        answer = as_clerk.post(url("waive", duty), {"reason": "没有这项补贴"}, follow=True)

        assert WaiverRequest.objects.get().reason == "没有这项补贴"
        assert Duty.objects.get(pk=duty.pk).state == "open"
        assert "免除申请，等待答复" in text(answer)

    def test_the_form_stands_open_for_who_came_to_ask(self, as_clerk, place):
        duty = place.duty("救助资金")

        assert '<details class="fold" open>' in text(as_clerk.get(url("duty", duty), {"do": "waive"}))
        assert '<details class="fold" open>' not in text(as_clerk.get(url("duty", duty), {"do": "moon"}))

    def test_a_reason_is_needed_and_asked_for_beside_the_field(self, as_clerk, place):
        duty = place.duty("救助资金")

        answer = as_clerk.post(url("waive", duty), {"reason": " "})

        assert answer.status_code == 422
        assert "请写明理由。" in text(answer)
        assert not WaiverRequest.objects.exists()

    def test_asking_twice_is_asking_once(self, as_clerk, place):
        duty = WaiverRequestFactory(duty=place.duty("救助资金")).duty

        answer = as_clerk.post(url("waive", duty), {"reason": "再问一次"})

        assert "已经申请过免除" in text(answer)
        assert WaiverRequest.objects.count() == 1

    def test_the_office_releases_at_once_as_the_approver(self, as_chief, place):
        duty = place.duty("救助资金")

        answer = as_chief.post(url("waive", duty), {"reason": "上级取消"}, follow=True)

        duty.refresh_from_db()
        assert (duty.state, duty.approved_by) == ("waived", place.chief)
        assert "上级取消" in text(answer)
        assert "方明" in text(answer)

    def test_granting_a_request_waives_for_the_reason_given(self, as_chief, place):
        asked = WaiverRequestFactory(duty=place.duty("救助资金"), reason="没有这项补贴")

        as_chief.post(reverse("workbench:grant_waiver", args=[asked.pk]))

        asked.refresh_from_db()
        assert asked.is_granted
        assert (asked.duty.state, asked.duty.reason) == ("waived", "没有这项补贴")

    def test_refusing_needs_a_note_and_tells_it(self, as_chief, place):
        asked = WaiverRequestFactory(duty=place.duty("救助资金"))
        refuse = reverse("workbench:refuse_waiver", args=[asked.pk])

        silent = as_chief.post(refuse, {"note": ""})
        told = as_chief.post(refuse, {"note": "本县有这项补贴"}, follow=True)

        assert silent.status_code == 422
        assert "申请人才知道怎么办" in text(silent)
        assert "本县有这项补贴" in text(told)
        assert Duty.objects.get(pk=asked.duty_id).state == "open"

    def test_a_request_is_answered_once(self, as_chief, place):
        asked = WaiverRequestFactory(duty=place.duty("救助资金"))
        grant = reverse("workbench:grant_waiver", args=[asked.pk])
        as_chief.post(grant)

        assert "已经答复过" in text(as_chief.post(grant, follow=True))

    def test_a_clerk_answers_no_requests(self, as_clerk, place):
        asked = WaiverRequestFactory(duty=place.duty("救助资金"))

        assert as_clerk.post(reverse("workbench:grant_waiver", args=[asked.pk])).status_code == 403

    def test_requests_of_another_county_are_not_there(self, as_chief, place):
        asked = WaiverRequestFactory()

        assert as_chief.post(reverse("workbench:grant_waiver", args=[asked.pk])).status_code == 404


class TestDatesAndReopening:
    def test_a_new_day_is_confirmed(self, as_clerk, place):
        duty = place.duty("救助资金", previous_due_on=date(2025, 4, 28))

        shown = text(as_clerk.get(url("duty", duty)))
        as_clerk.post(url("confirm", duty))

        assert "由 2025年4月28日 改为 2025年4月29日" in shown
        assert Duty.objects.get(pk=duty.pk).previous_due_on is None

    def test_confirming_twice_says_so(self, as_clerk, place):
        duty = place.duty("救助资金")

        assert "日期已经确认过了" in text(as_clerk.post(url("confirm", duty), follow=True))

    def test_the_office_opens_a_duty_again_and_the_record_keeps_why(self, as_chief, place):
        duty = place.duty("救助资金", nil=True)

        silent = as_chief.post(url("reopen", duty), {"reason": ""})
        answer = as_chief.post(url("reopen", duty), {"reason": "误签"}, follow=True)

        assert silent.status_code == 422
        assert Duty.objects.get(pk=duty.pk).state == "open"
        assert "误签" in text(answer)
        assert Entry.objects.filter(action="duty.reopened").count() == 1

    def test_a_clerk_opens_nothing_again(self, as_clerk, place):
        assert as_clerk.post(url("reopen", place.duty("救助资金", nil=True)), {"reason": "误签"}).status_code == 403
