"""Release at its time, in an emergency, as a correction; and the end of a publicity period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.duties import actions as duties
from gongkai.duties.models import Duty
from gongkai.kernel import outbox
from gongkai.publishing import actions, queries
from gongkai.publishing.actions import PublishingRefused, Refusal
from gongkai.publishing.models import Information, KeptFile, Version
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.chains import Stage
from gongkai.publishing.rules.states import State
from gongkai.search.models import Document
from tests.factories.publishing import ChainChoiceFactory
from tests.publishing.review.conftest import AT, EVERY_POINT, ON, write

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=3)


@pytest.fixture
def signed(draft, people):
    ChainChoiceFactory(county=draft.county)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    return actions.sign_off(information_id=draft.pk, by=people.chief, at=AT)


@pytest.fixture
def published(signed, people):
    return actions.publish(information_id=signed.pk, by=people.chief, at=AT)


def state_of(piece):
    return Information.objects.get(pk=piece.pk).state


def test_what_is_scheduled_goes_out_when_its_time_has_come(signed, people):
    actions.schedule(information_id=signed.pk, publish_at=LATER, by=people.clerk, at=AT)

    assert actions.publish_due(at=LATER - timedelta(seconds=1)) == 0
    assert state_of(signed) == State.SCHEDULED
    assert actions.publish_due(at=LATER) == 1

    piece = Information.objects.get(pk=signed.pk)
    assert (piece.state, piece.published_at, piece.publish_at) == (State.PUBLISHED, LATER, None)


def test_a_time_that_has_passed_is_refused(signed, people):
    with pytest.raises(PublishingRefused, match=Refusal.TIME_PAST):
        actions.schedule(information_id=signed.pk, publish_at=AT, by=people.clerk, at=AT)


def test_what_a_gate_holds_up_when_its_time_comes_waits_for_a_person(signed, people):
    actions.schedule(information_id=signed.pk, publish_at=LATER, by=people.clerk, at=AT)
    Information.objects.filter(pk=signed.pk).update(html="<p>改过的</p>")

    assert actions.publish_due(at=LATER) == 0

    assert state_of(signed) == State.SIGNED_OFF


def test_an_emergency_is_released_at_once_and_looked_at_again_by_another(draft, people):
    piece = actions.release_in_emergency(information_id=draft.pk, reason="汛情", by=people.chief, at=AT)

    assert piece.state == State.PUBLISHED
    assert piece.second_look_due_at == AT + timedelta(hours=24)
    assert piece.clearances.count() == 3
    with pytest.raises(PublishingRefused, match=Refusal.PERSON_AGAIN):
        actions.second_look(information_id=draft.pk, by=people.chief, at=LATER)

    actions.second_look(information_id=draft.pk, by=people.first, at=LATER)

    assert Information.objects.get(pk=draft.pk).second_look_at == LATER
    assert not Information.objects.awaiting_second_look().exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_emergency_needs_a_reason(draft, people, reason):
    with pytest.raises(PublishingRefused, match=Refusal.REASON_MISSING):
        actions.release_in_emergency(information_id=draft.pk, reason=reason, by=people.chief, at=AT)


def test_not_even_an_emergency_lets_out_what_must_not_leave(draft, people):
    write(draft, people.clerk, html="<p>手机13812345678</p>")

    with pytest.raises(PublishingRefused, match=Refusal.GATE_CLOSED):
        actions.release_in_emergency(information_id=draft.pk, reason="汛情", by=people.chief, at=AT)

    assert state_of(draft) == State.DRAFT


def test_nobody_releases_her_own_draft_in_an_emergency(draft, people):
    Information.objects.filter(pk=draft.pk).update(authors=[people.clerk.pk, people.chief.pk])

    with pytest.raises(PublishingRefused, match=Refusal.OWN_DRAFT):
        actions.release_in_emergency(information_id=draft.pk, reason="汛情", by=people.chief, at=AT)


def test_a_correction_is_cleared_and_takes_the_place_of_what_it_corrects(published, people):
    correction = actions.start_correction(information_id=published.pk, by=people.clerk, at=LATER)
    write(correction, people.clerk, html="<p>每亩 120 元。</p>", correction_note="更正补贴标准")
    assert "100 元" in Information.objects.get(pk=published.pk).text  # readers see nothing of it yet

    actions.submit(information_id=correction.pk, by=people.clerk, at=LATER)
    actions.sign_off(information_id=correction.pk, by=people.chief, at=LATER)
    actions.release(information_id=correction.pk, by=people.chief, at=LATER)

    piece = Information.objects.get(pk=published.pk)
    assert "120 元" in piece.text
    assert (piece.published_at, piece.index_number) == (published.published_at, published.index_number)
    assert piece.sha256 != published.sha256
    assert state_of(correction) == State.CORRECTED
    versions = piece.versions.filter(is_public=True).order_by("number")
    assert [(v.number, v.note) for v in versions] == [(1, ""), (2, "更正补贴标准")]


def test_two_clicks_begin_one_correction(published, people):
    first = actions.start_correction(information_id=published.pk, by=people.clerk, at=LATER)

    assert actions.start_correction(information_id=published.pk, by=people.clerk, at=LATER) == first


def test_a_file_that_stays_keeps_its_address_through_a_correction(draft, people):
    ChainChoiceFactory(county=draft.county)
    stays = actions.attach(information_id=draft.pk, name="标准.txt", content=b"100", by=people.clerk, at=AT)
    goes = actions.attach(information_id=draft.pk, name="旧表.txt", content=b"old", by=people.clerk, at=AT)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)
    correction = actions.start_correction(information_id=draft.pk, by=people.clerk, at=LATER)
    actions.remove_attachment(attachment_id=correction.attachments.get(name="旧表.txt").pk, by=people.clerk, at=LATER)
    new = actions.attach(information_id=correction.pk, name="新表.txt", content=b"new", by=people.clerk, at=LATER)
    write(correction, people.clerk, correction_note="换表")
    actions.submit(information_id=correction.pk, by=people.clerk, at=LATER)
    actions.sign_off(information_id=correction.pk, by=people.chief, at=LATER)

    actions.release(information_id=correction.pk, by=people.chief, at=LATER)

    shown = set(Information.objects.get(pk=draft.pk).attachments.values_list("public_id", flat=True))
    assert shown == {stays.public_id, new.public_id}
    assert goes.public_id not in shown
    assert KeptFile.objects.filter(information=draft, name="旧表.txt").exists()


def test_the_last_day_of_a_publicity_period_is_counted_in_working_days(draft, people):
    ChainChoiceFactory(county=draft.county)
    write(draft, people.clerk, publicity_days=7)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)

    piece = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)

    # 2 April 2025 is a Wednesday; 4 to 6 April are 清明.
    assert piece.publicity_ends_on == date(2025, 4, 14)


@pytest.fixture
def shown_list(draft, people):
    duties.generate(county=draft.county, on=ON, at=AT)
    write(
        draft,
        people.clerk,
        html="<p>张甲，补贴 100 元</p>",
        list_profile="subsidy",
        publicity_days=7,
        totals="<p>共 1 人。</p>",
    )
    actions.attach(information_id=draft.pk, name="名单.txt", content="张甲 100元".encode(), by=people.clerk, at=AT)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
    for stage, person in (
        (Stage.FIRST_REVIEW, people.first),
        (Stage.SECOND_REVIEW, people.second),
        (Stage.THIRD_REVIEW, people.chief),
        (Stage.SECRECY_REVIEW, people.secrecy),
    ):
        actions.clear(information_id=draft.pk, stage=stage, by=person, at=AT, ticked=EVERY_POINT)
    return actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT, ticked=EVERY_POINT)


def test_at_the_end_the_list_goes_from_everywhere_and_totals_stay(shown_list):
    last_day = datetime(2025, 4, 14, 15, 59, tzinfo=UTC)
    assert actions.end_publicity_due(at=last_day) == 0

    assert actions.end_publicity_due(at=last_day + timedelta(minutes=5)) == 1
    outbox.drain_all()

    page = queries.information_page(shown_list.county, shown_list.public_id, on=date(2025, 4, 15))
    assert "共 1 人" in page.html
    assert "张甲" not in page.html + page.summary
    assert page.files == ()
    assert "张甲" not in Document.objects.get(key=f"information:{shown_list.public_id}").body_text
    public = Version.objects.filter(information=shown_list, is_public=True)
    assert ["张甲" in str(snapshots.unpack(version.snapshot)) for version in public] == [False]


def test_proof_of_the_list_stays_inside(shown_list):
    actions.end_publicity_due(at=datetime(2025, 4, 15, tzinfo=UTC))

    inside = Version.objects.filter(information=shown_list, reason=Version.Reason.PUBLISHED).get()
    assert "张甲" in str(snapshots.unpack(inside.snapshot))
    assert KeptFile.objects.get(information=shown_list).reason == KeptFile.Reason.PURGED
    assert shown_list.clearances.count() == 5


def test_ending_twice_is_ending_once(shown_list):
    at = datetime(2025, 4, 15, tzinfo=UTC)
    actions.end_publicity(information_id=shown_list.pk, by=None, at=at)
    before = Version.objects.count()

    actions.end_publicity(information_id=shown_list.pk, by=None, at=at)

    assert Version.objects.count() == before


def test_the_duty_that_a_list_had_done_stays_done(shown_list):
    done = Duty.objects.filter(matter=shown_list.matter, state=Duty.State.FULFILLED)
    before = set(done.values_list("pk", flat=True))

    actions.end_publicity_due(at=datetime(2025, 4, 15, tzinfo=UTC))

    assert set(done.values_list("pk", flat=True)) == before != set()


def test_a_version_is_the_state_that_was_published(published):
    version = published.versions.get(number=1)

    assert snapshots.unpack(version.snapshot) == snapshot_of(published)
