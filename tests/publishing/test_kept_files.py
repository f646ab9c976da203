"""Originals that stay inside: named to the desk, handed out to whom may have them, each time put down."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.audit.models import Entry
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import PublishingRefused, Refusal
from gongkai.publishing.models import Information, KeptFile
from gongkai.workbench import detail_presenters, record_presenters
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import AttachmentFactory, InformationFactory, KeptFileFactory
from tests.publishing.desk_pages import desk

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ENDED = datetime(2025, 4, 1, 17, tzinfo=UTC)
CONTENT = "张某某 100元".encode()
MORE_THAN_A_PAGE = 33


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def masked(draft):
    return KeptFileFactory(information=draft, reason=KeptFile.Reason.MASKED, kept_by=draft.drafted_by)


@pytest.fixture
def purged(body):
    """The list of a publicity period that is over, with what it was masked from before it was shown."""
    shown = InformationFactory(body=body, published=True, list_profile="subsidy", publicity_ended_at=ENDED)
    return KeptFileFactory(information=shown, reason=KeptFile.Reason.PURGED, name="公示名单.xlsx")


def fetch(client, kept):
    return client.post(desk("open_kept_file", kept.information.public_id, kept.public_id))


def openings():
    return Entry.objects.filter(action="information.open_kept")


def test_the_list_says_why_when_by_whom_and_how_large(client, draft, masked):
    KeptFileFactory(information=draft, name="图.png", is_inline=True, size=20_480)

    shown = client.get(desk("kept_files", draft.public_id)).text

    for words in ("发放明细.txt", "已脱敏替换", draft.drafted_by.display_name, "2025年4月1日", "16 B"):
        assert words in shown
    for words in ("图.png", "已去掉", "正文图片", "20 KB", "系统"):
        assert words in shown


def test_a_file_that_was_taken_off_can_be_had_again_from_here(client, clerk, draft):
    file = AttachmentFactory(information=draft, name="旧表.txt")
    actions.remove_attachment(attachment_id=file.pk, by=clerk, at=AT)

    answer = fetch(client, KeptFile.objects.get())

    assert b"".join(answer.streaming_content) == CONTENT


def test_an_original_is_saved_never_shown_and_never_cached(client, masked):
    KeptFile.objects.update(media_type="image/png", name="图.png")

    answer = fetch(client, masked)

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_every_opening_stands_in_the_record_in_words(client, clerk, draft, masked):
    fetch(client, masked)
    fetch(client, masked)

    first, second = openings().order_by("seq")
    assert (first.actor_id, first.at, first.subject_id) == (clerk.pk, AT, str(draft.pk))
    assert second.detail == {"name": "发放明细.txt", "kept_because": "masked", "sha256": masked.sha256}
    assert record_presenters.action_text(first.action) == "下载留存的原件"
    told = detail_presenters.lines(first.action, first.detail)  # each engine keeps the keys in an order of its own
    assert set(told) >= {("文件名", "发放明细.txt"), ("留存原因", "已脱敏替换")}


def test_looking_at_the_list_is_no_opening_and_a_link_opens_nothing(client, draft, masked):
    assert client.get(desk("kept_files", draft.public_id)).status_code == 200
    assert client.get(desk("open_kept_file", draft.public_id, masked.public_id)).status_code == 405
    assert not openings().exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.PUBLISHER, False), (Role.REVIEWER, False), (Role.SECRECY_REVIEWER, False), (Role.APPROVER, True)],
)
def test_a_list_whose_publicity_is_over_is_named_to_all_and_given_to_who_answers_for_it(
    client, body, purged, role, may
):
    client.force_login(OfficerFactory(body=body, role=role))

    shown, answer = client.get(desk("kept_files", purged.information.public_id)).text, fetch(client, purged)

    assert "公示名单.xlsx" in shown
    assert ("只给签发人和政务公开办" in shown) is not may
    assert answer.status_code == (200 if may else 302)
    assert openings().exists() is may


def test_the_openness_office_may_have_it_too(client, body, purged):
    client.force_login(OfficerFactory(body=BodyFactory(county=body.county), role=Role.OPENNESS_OFFICE))

    assert fetch(client, purged).status_code == 200


def test_who_is_refused_is_told_so(client, clerk, purged):
    shown = client.post(desk("open_kept_file", purged.information.public_id, purged.public_id), follow=True)

    assert "您的岗位没有这项权限" in shown.text


@pytest.mark.parametrize("reason", ["masked", "removed"])
def test_what_the_list_was_made_from_names_the_same_persons_and_is_guarded_with_it(clerk, purged, reason):
    source = KeptFileFactory(information=purged.information, reason=reason)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.open_kept(kept_file_id=source.pk, by=clerk, at=AT)


def test_so_is_what_a_correction_of_the_list_left_behind(clerk, body, purged):
    correction = InformationFactory(body=body, corrects=purged.information, state="corrected")
    source = KeptFileFactory(information=correction, reason="masked")

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.open_kept(kept_file_id=source.pk, by=clerk, at=AT)


def test_while_a_list_is_shown_its_originals_are_the_desks(clerk, purged):
    Information.objects.update(publicity_ended_at=None)
    source = KeptFileFactory(information=purged.information, reason="masked")

    assert actions.open_kept(kept_file_id=source.pk, by=clerk, at=AT) == source


def test_nobody_of_another_body_sees_or_has_an_original(client, body, draft, masked):
    stranger = OfficerFactory(body=BodyFactory(county=body.county), role=Role.APPROVER)
    client.force_login(stranger)

    assert client.get(desk("kept_files", draft.public_id)).status_code == 404
    assert fetch(client, masked).status_code == 404
    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.open_kept(kept_file_id=masked.pk, by=stranger, at=AT)
    assert not openings().exists()


def test_an_original_is_had_only_through_its_own_piece(client, body, masked):
    other = InformationFactory(body=body)

    assert client.post(desk("open_kept_file", other.public_id, masked.public_id)).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_said_to_be_gone_and_not_recorded(client, draft, masked):
    Path(masked.file.path).unlink()

    shown = client.post(desk("open_kept_file", draft.public_id, masked.public_id), follow=True)

    assert "服务器上找不到这份原件" in shown.text
    assert not openings().exists()


def test_editor_and_review_lead_to_what_was_kept_and_only_then(client, draft, masked, piece):
    address = desk("kept_files", draft.public_id)

    assert f'href="{address}"' in client.get(desk("edit", draft.public_id)).text
    assert "留存的原件 1" in client.get(desk("review", draft.public_id)).text
    assert "留存的原件" not in client.get(desk("review", piece.public_id)).text


def test_a_piece_without_originals_says_what_will_stand_here(client, draft):
    assert "原件留在这里" in client.get(desk("kept_files", draft.public_id)).text


def test_many_originals_come_in_pages_at_the_same_cost(client, draft, masked):
    with CaptureQueriesContext(connection) as few:
        client.get(desk("kept_files", draft.public_id))
    for number in range(MORE_THAN_A_PAGE):
        KeptFileFactory(information=draft, name=f"表{number}.txt", kept_by=draft.drafted_by)
    with CaptureQueriesContext(connection) as many:
        first = client.get(desk("kept_files", draft.public_id))

    second = client.get(desk("kept_files", draft.public_id), {"after": first.context["page"].next})

    assert len(few) == len(many)
    names = [file.public_id for page in (first, second) for file in page.context["page"].rows]
    assert len(set(names)) == len(names) == MORE_THAN_A_PAGE + 1
