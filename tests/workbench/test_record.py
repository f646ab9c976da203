"""Does the auditor read the county's record, and see when somebody changed it?"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.audit import actions as audit
from gongkai.audit import archive
from gongkai.audit.models import Entry
from gongkai.duties import actions as duties
from gongkai.organisations import actions as organisations
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import CountyFactory, UserFactory

RECORD = reverse("workbench:audit")
NOW = datetime(2025, 5, 12, 4, tzinfo=UTC)
APRIL = datetime(2025, 4, 12, 4, tzinfo=UTC)


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def as_auditor(client, place):
    client.force_login(place.auditor)
    return client


@pytest.fixture
def acts(place):
    """A duty waived in May; a setting in April; something in another county."""
    duty = place.duty("救助资金")
    with transaction.atomic():
        audit.record("county.set_setting", subject=place.county, by=place.chief, at=APRIL, county_id=place.county.pk)
    duties.waive(duty_id=duty.pk, reason="上级取消", by=place.chief, at=NOW)
    stranger = CountyFactory()
    with transaction.atomic():
        audit.record("county.create", subject=stranger, by=None, at=NOW, county_id=stranger.pk)
    return place


def test_a_month_tells_who_did_what_to_what(as_auditor, acts):
    page = text(as_auditor.get(RECORD))

    assert "免除任务" in page
    assert "方明" in page
    assert "民政局 · 救助资金" in page
    assert "上级取消" in page
    assert "修改设置" not in page
    assert "开通县" not in page


def test_another_month_can_be_chosen(as_auditor, acts):
    page = text(as_auditor.get(RECORD, {"month": "2025-04"}))

    assert "修改设置" in page
    assert "免除任务" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "duty"}, True),
        ({"kind": "catalogue"}, True),  # not a kind of this month: counts as not given
        ({"subject": "duties.duty"}, True),
        ({"q": "方明"}, True),
        ({"q": "没有这个人"}, False),
        ({"month": "moon"}, True),
    ],
)
def test_the_list_can_be_narrowed(as_auditor, acts, asked, found):
    assert ("免除任务" in text(as_auditor.get(RECORD, asked))) is found


def test_a_record_that_holds_is_proved_to_hold(as_auditor, acts):
    page = text(as_auditor.post(reverse("workbench:verify")))

    assert "记录完整，没有被改动" in page
    assert "共 2 条" in page


def test_what_was_archived_and_taken_out_is_not_said_to_be_checked(as_auditor, acts, lift_append_only, tmp_path):
    archive.archive(month="2025-04", file=tmp_path / "month", by=None, at=NOW)
    with lift_append_only():
        Entry.objects.filter(month="2025-04").delete()

    page = text(as_auditor.post(reverse("workbench:verify")))

    assert "记录完整，没有被改动" in page
    assert "其中 1 条已归档移出数据库，没有在这里核对内容" in page


def test_a_record_that_was_changed_is_found_out(as_auditor, acts, lift_append_only):
    with lift_append_only():
        Entry.objects.filter(county_id=acts.county.pk, seq=2).update(actor_name="别人")

    page = text(as_auditor.post(reverse("workbench:verify")))

    assert "第 2 条起与摘要不符" in page


def test_a_long_month_is_paged_at_a_constant_price(as_auditor, acts):
    with transaction.atomic():
        for number in range(60):
            audit.record(f"duty.test{number}", subject=acts.county, by=None, at=NOW, county_id=acts.county.pk)
    first = as_auditor.get(RECORD)
    with CaptureQueriesContext(connection) as captured:
        second = as_auditor.get(RECORD, {"after": first.context["page"].next})

    assert "duty.test59" in text(first)
    assert "duty.test0<" in text(second)
    assert len(captured) <= 20


def detail_of(page, action):
    """The details of the newest entry of an act, as the page shows them."""
    found = re.search(rf"<code>{re.escape(action)}</code></dd></div>(.*?)</dl>", text(page), flags=re.S)
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found[1]))


def test_details_are_told_in_words(as_auditor, place):
    people = {"officer_id": place.clerk.pk, "deputy_id": None, "phone": "0000-1"}
    organisations.set_work_unit(body_id=place.civil.pk, by=None, at=NOW, **people)

    found = detail_of(as_auditor.get(RECORD), "work_unit.set")

    assert {"经办人": str(place.clerk.pk), "代理人": "—"}.items() <= found.items()
    assert not found.keys() & {"officer", "deputy", "phone"}


def test_a_code_among_the_details_is_told_in_words_too(as_auditor, place):
    person = UserFactory(display_name="何夏")
    given = {"user_id": person.pk, "body_id": place.civil.pk, "role": Role.REVIEWER, "starts_on": NOW.date()}
    organisations.appoint(by=None, at=NOW, **given)

    found = detail_of(as_auditor.get(RECORD), "post.appoint")

    assert (found["姓名"], found["角色"]) == ("何夏", "审核人")


def test_in_english_details_are_told_in_english(as_auditor, place):
    as_auditor.cookies["language"] = "en"
    organisations.set_aliases(body_id=place.civil.pk, names=["民政"], by=None, at=NOW)

    assert "names" not in detail_of(as_auditor.get(RECORD), "body.set_aliases")
    assert "别名" not in detail_of(as_auditor.get(RECORD), "body.set_aliases")


def test_only_auditors_read_it(client, acts):
    client.force_login(acts.chief)

    assert client.get(RECORD).status_code == 403
    assert client.post(reverse("workbench:verify")).status_code == 403


def test_reading_leaves_no_entry(as_auditor, acts):
    before = Entry.objects.count()

    as_auditor.get(RECORD)
    as_auditor.post(reverse("workbench:verify"))

    assert Entry.objects.count() == before
