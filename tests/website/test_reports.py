"""Errors that readers report: taken in without a name, answered by whoever is responsible, counted in public."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audit.models import Entry
from gongkai.organisations.models import Body
from gongkai.website import actions
from gongkai.website.models import ErrorReport
from gongkai.website.queries import reports as queries
from gongkai.website.rules import reports, routing
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.website import ErrorReportFactory
from tests.website.conftest import AT, ON

TEXT = "第二段“截止日期”应为“截至日期”。"
SENT = {"address": "/latest/", "kind": "words", "text": TEXT}


def report(county, address="/latest/", reporter="one", at=AT, text=TEXT):
    return actions.report_error(
        county=county, address=address, kind="words", text=text, reporter=reporter, by=None, at=at
    )


class TestTakingIn:
    def test_it_goes_to_whoever_published_the_page_due_in_three_working_days(self, county, body, piece):
        made = report(county, f"/info/{piece.public_id}/")

        assert (made.body, made.due_on, made.state) == (body, date(2025, 5, 14), "received")

    @pytest.mark.parametrize("address", ["/", "/latest/", "/info/2222222222/", "/bodies/nobody/", "/matters/999999/"])
    def test_what_is_nobodys_own_goes_to_the_openness_office(self, county, body, office_body, address):
        assert report(county, address).body == office_body

    @pytest.mark.parametrize("address", ["/bodies/civil-affairs/", "/openness/civil-affairs/"])
    def test_a_page_of_a_body_goes_to_that_body(self, county, body, address):
        assert report(county, address).body == body

    def test_a_matter_goes_to_whoever_owes_it(self, county, body, row):
        assert report(county, f"/matters/{row.matter.number}/").body == body

    def test_what_an_abolished_body_published_goes_to_its_heir(self, county, body, piece):
        heir = BodyFactory(county=county)
        Body.objects.filter(pk=body.pk).update(abolished_on=date(2025, 1, 1), successor=heir)

        assert report(county, f"/info/{piece.public_id}/").body == heir

    def test_personal_data_is_not_taken_in(self, county, office):
        with pytest.raises(WebsiteRefused, match=Refusal.PERSONAL_DATA):
            report(county, text="页面写了身份证号11010519491231002X")

        assert not ErrorReport.objects.exists()

    def test_an_address_with_personal_data_is_not_taken_in(self, county, office):
        with pytest.raises(WebsiteRefused, match=Refusal.PERSONAL_DATA):
            report(county, "/%31%31010519491231002X/")

    def test_the_record_keeps_nothing_of_what_the_reader_wrote(self, county, office):
        report(county, text="张某某家的地址写错了")

        entry = Entry.objects.get(action="error_report.receive")
        assert "张某某" not in f"{entry.subject_name}{entry.detail}"

    def test_a_county_without_bodies_takes_in_none(self, county):
        with pytest.raises(WebsiteRefused, match=Refusal.NOBODY_THERE):
            report(county)

    def test_an_hour_has_room_for_so_many_of_one_reader(self, county, office):
        for _ in range(reports.MOST_PER_READER):
            report(county)
        with pytest.raises(WebsiteRefused, match=Refusal.TOO_MANY):
            report(county)

        assert report(county, reporter="another")
        assert report(county, at=AT + timedelta(hours=1))

    def test_where_it_came_from_is_forgotten_after_its_hour(self, county, office):
        made = report(county)

        actions.forget_reporters(by=None, at=AT + timedelta(minutes=59))
        made.refresh_from_db()
        assert made.reporter == "one"
        actions.forget_reporters(by=None, at=AT + timedelta(hours=1))

        made.refresh_from_db()
        assert made.reporter == ""


class TestSettling:
    @pytest.fixture
    def waiting(self, body):
        return ErrorReportFactory(body=body)

    def settle(self, waiting, by, answer="已改正。"):
        return actions.settle_report(report_id=waiting.pk, outcome="corrected", answer=answer, by=by, at=AT)

    def test_an_officer_of_the_body_settles_it(self, waiting, clerk):
        settled = self.settle(waiting, clerk)

        assert (settled.state, settled.outcome, settled.settled_on) == ("settled", "corrected", ON)

    def test_another_bodys_officer_does_not(self, waiting, county):
        stranger = OfficerFactory(body=BodyFactory(county=county))
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
            self.settle(waiting, stranger)

    def test_it_is_settled_once_and_with_words(self, waiting, clerk):
        with pytest.raises(WebsiteRefused, match=Refusal.WORDS_MISSING):
            self.settle(waiting, clerk, " ")
        self.settle(waiting, clerk)
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_OPEN):
            self.settle(waiting, clerk)

    def test_an_answer_with_personal_data_is_refused(self, waiting, clerk):
        with pytest.raises(WebsiteRefused, match=Refusal.PERSONAL_DATA):
            self.settle(waiting, clerk, "已把11010519491231002X去掉")

    def test_it_is_passed_on_and_keeps_its_day(self, waiting, clerk, office_body):
        moved = actions.pass_report_on(
            report_id=waiting.pk, body_id=office_body.pk, note="是首页的问题", by=clerk, at=AT
        )

        assert (moved.body, moved.due_on, moved.note) == (office_body, waiting.due_on, "是首页的问题")

    @pytest.mark.parametrize("whose", ["same", "gone"])
    def test_it_is_not_passed_to_the_same_body_or_one_that_is_gone(self, waiting, clerk, body, county, whose):
        to = body if whose == "same" else BodyFactory(county=county, abolished_on=date(2025, 1, 1))
        with pytest.raises(WebsiteRefused, match=Refusal.SAME_BODY if whose == "same" else Refusal.BODY_GONE):
            actions.pass_report_on(report_id=waiting.pk, body_id=to.pk, note="不是我们的", by=clerk, at=AT)

    def test_only_the_office_opens_it_again(self, waiting, clerk, office):
        self.settle(waiting, clerk)
        with pytest.raises(WebsiteRefused, match=Refusal.NOT_PERMITTED):
            actions.reopen_report(report_id=waiting.pk, note="还在", by=clerk, at=AT)

        again = actions.reopen_report(report_id=waiting.pk, note="还在", by=office, at=AT)

        assert (again.state, again.outcome, again.answer, again.settled_at) == ("received", "", "", None)

    def test_the_database_keeps_state_and_answer_together(self, waiting):
        with pytest.raises(IntegrityError):
            ErrorReport.objects.filter(pk=waiting.pk).update(state="settled")


class TestReaders:
    def test_a_reader_reports_and_reads_the_answer_under_her_code(self, county, body, clerk, piece):
        reader = Client()
        form = reader.get(f"/report-error/?page=/info/{piece.public_id}/")
        assert f'value="/info/{piece.public_id}/"' in form.content.decode()

        sent = reader.post("/report-error/", SENT | {"address": f"/info/{piece.public_id}/"})
        made = ErrorReport.objects.get()
        assert sent.url == f"/report-error/{made.code}/"
        actions.settle_report(report_id=made.pk, outcome="corrected", answer="改好了，谢谢。", by=clerk, at=AT)

        page = Client().get(sent.url)
        assert "改好了，谢谢。" in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
        assert Client().get("/report-error/find/", {"code": made.code.upper()}).url == sent.url
        assert Client().get("/report-error/find/", {"code": "nothing"}).status_code == 404

    def test_an_address_that_is_none_opens_the_form_all_the_same(self, county, office):
        assert Client().get("/report-error/", {"page": "http://[x"}).status_code == 200

    def test_nothing_typed_is_lost_where_something_is_missing(self, county, office):
        answer = Client().post("/report-error/", SENT | {"kind": ""})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert TEXT in page
        assert 'value="/latest/"' in page

    def test_a_machine_that_fills_in_the_trap_is_not_listened_to(self, county, office):
        assert Client().post("/report-error/", SENT | {"website": "http://spam.example"}).status_code == 422
        assert not ErrorReport.objects.exists()

    def test_its_form_is_one_readers_own_and_is_kept_for_nobody_else(self, county, office):
        one, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
        one.get("/report-error/")
        token = other.get("/report-error/").cookies["csrftoken"].value

        assert other.post("/report-error/", SENT | {"csrfmiddlewaretoken": token}).status_code == 302

    def test_behind_a_proxy_readers_are_told_apart_by_what_it_says(self, county, office, settings):
        settings.PROXIES = 1
        for n in range(reports.MOST_PER_READER + 1):
            sent = Client(headers={"x-forwarded-for": f"203.0.113.{n}"}).post("/report-error/", SENT)
            assert sent.status_code == 302

    def test_figures_are_public_and_what_was_written_is_not(self, county, body):
        ErrorReportFactory(body=body, text="某人写的话")
        ErrorReportFactory(body=body, settled=True, answer="某人的答复")

        found = queries.figures(county, on=date(2025, 5, 20))
        assert (found.received, found.settled, found.in_time, found.overdue) == (2, 1, 1, 1)
        page = Client().get("/report-error/").content.decode()
        assert "某人" not in page


class TestTheDesk:
    def desk(self, officer):
        client = Client()
        client.force_login(officer)
        return client

    def test_an_officer_settles_from_the_page(self, body, clerk):
        waiting = ErrorReportFactory(body=body)

        sent = self.desk(clerk).post(
            f"/desk/site/reports/{waiting.code}/settle/", {"outcome": "no_error", "answer": "核对无误。"}
        )

        waiting.refresh_from_db()
        assert sent.status_code == 302
        assert waiting.outcome == "no_error"

    def test_who_passes_it_on_is_led_back_to_her_list(self, body, clerk, office_body):
        waiting = ErrorReportFactory(body=body)

        sent = self.desk(clerk).post(
            f"/desk/site/reports/{waiting.code}/pass-on/", {"body": office_body.pk, "note": "首页的"}
        )

        assert sent.url == "/desk/site/reports/"

    def test_what_is_refused_stays_as_it_was_typed(self, body, clerk):
        waiting = ErrorReportFactory(body=body)

        sent = self.desk(clerk).post(f"/desk/site/reports/{waiting.code}/settle/", {"answer": "写了很多字"})

        assert sent.status_code == 422
        assert "写了很多字" in sent.content.decode()

    def test_the_list_has_its_parts(self, body, clerk):
        ErrorReportFactory(body=body, text="等着办的")
        ErrorReportFactory(body=body, settled=True, text="办好了的")
        desk = self.desk(clerk)

        assert "办好了的" not in desk.get("/desk/site/reports/").content.decode()
        assert "办好了的" in desk.get("/desk/site/reports/?show=settled").content.decode()


class TestRouting:
    @pytest.mark.parametrize(
        ("typed", "path"),
        [
            ("https://www.example.gov.cn/info/abc/?x=1#y", "/info/abc/"),
            ("//evil.example/info/abc/", "/info/abc/"),
            ("latest/", "/latest/"),
            ("javascript:alert(1)", "/alert(1)"),
            ("\\\\evil.example\\x", "/x"),
            ("", "/"),
            ("http://[/info/abc/", "/"),
            ("https://［::1］/", "/"),
        ],
    )
    def test_only_the_path_of_this_site_is_kept(self, typed, path):
        assert routing.path_of(typed) == path

    @given(st.text(max_size=400))
    def test_whatever_is_typed_it_is_a_path_and_never_leads_elsewhere(self, typed):
        path = routing.path_of(typed)

        assert path.startswith("/")
        assert not path.startswith("//")
        assert len(path) <= routing.LONGEST_ADDRESS


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_after_is_in_the_next_month_and_never_a_later_day(day):
    after = reports.month_after(day)

    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == 1
    assert after.day <= day.day
