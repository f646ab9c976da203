"""From a task to the public page, step by step, through the actions."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from gongkai.audit.models import Entry
from gongkai.duties import actions as duties
from gongkai.duties.models import Duty
from gongkai.kernel import outbox
from gongkai.organisations.models import County
from gongkai.organisations.queries import desks_of
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions, gates, queries
from gongkai.publishing.actions import PublishingRefused, Refusal
from gongkai.publishing.models import Information
from gongkai.publishing.queries.public import Tombstone, record_bytes
from gongkai.publishing.rules.states import State
from gongkai.search.models import Document
from gongkai.standards.rules.limits import read_limit
from tests.factories.catalogues import RowFactory
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, OfficerFactory, PostFactory
from tests.factories.publishing import InformationFactory, routine_everywhere

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
ON = date(2025, 4, 2)


@pytest.fixture
def body():
    body = BodyFactory(credit_code="11370322004222241N")
    routine_everywhere(body.county)
    return body


@pytest.fixture
def officer(body):
    return OfficerFactory(body=body, role=Role.PUBLISHER)


@pytest.fixture
def approver(body):
    return OfficerFactory(body=body, role=Role.APPROVER)


@pytest.fixture
def duty(body):
    row = RowFactory(issued=True, county=body.county, owners=[body], l2="补贴发放")
    event = duties.register_event(
        matter_id=row.matter_id, body=body, trigger="formed", occurred_on=ON, title="春耕补贴发放公告", by=None, at=AT
    )
    return event.duties.get()


@pytest.fixture
def draft(body, officer, duty):
    return actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=officer, at=AT)


def write(draft, officer, *, revision=0, **fields):
    fields = {"html": "<p>每亩 100 元。</p>"} | fields
    return actions.save_draft(information_id=draft.pk, revision=revision, by=officer, at=AT, **fields)


def desk_of(person):
    return desks_of(person, on=ON)[0]


def publish(draft, officer, approver):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)
    return actions.sign_off_and_publish(information_id=draft.pk, by=approver, at=AT)


def test_a_draft_begins_with_all_that_can_be_known(draft, body):
    assert draft.title == "春耕补贴发放公告"
    assert (draft.kind, draft.written_on, draft.content_source) == ("finance", ON, body.name)


@pytest.mark.parametrize(("limit", "days"), [("公示不少于7个工作日", 7), ("公示1周", 5), ("及时公开", None)])
def test_a_draft_is_shown_as_long_as_its_row_asks_for(body, officer, limit, days):
    row = RowFactory(issued=True, county=body.county, owners=[body], time_rules=read_limit(limit))

    draft = actions.start_draft(body=body, matter_id=row.matter_id, by=officer, at=AT)

    assert draft.publicity_days == days


def test_two_clicks_on_a_task_give_one_draft(draft, officer, duty):
    again = actions.start_draft(body=duty.body, matter_id=duty.matter_id, duty_id=duty.pk, by=officer, at=AT)

    assert again == draft
    assert Information.objects.count() == 1


def test_publishing_numbers_digests_fulfils_and_tells(draft, officer, approver, duty):
    before = County.objects.get(pk=draft.county_id).revision

    piece = publish(draft, officer, approver)

    duty.refresh_from_db()
    assert piece.index_number == "004222241/2025-00001"
    assert len(piece.sha256) == 64
    assert (duty.state, duty.fulfilled_on) == (Duty.State.FULFILLED, ON)
    assert duty.fulfilments.get().information_id == piece.public_id
    assert County.objects.get(pk=draft.county_id).revision > before
    assert Entry.objects.filter(action="information.publish", subject_id=str(piece.pk)).count() == 1


def test_the_standing_duty_of_the_matter_is_done_too(draft, officer, approver):
    duties.generate(county=draft.county, on=ON, at=AT)
    standing = Duty.objects.get(kind=Duty.Kind.STANDING)

    publish(draft, officer, approver)

    standing.refresh_from_db()
    assert standing.state == Duty.State.FULFILLED
    assert standing.review_on == date(2026, 4, 2)


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(draft, officer, approver):
    piece = publish(draft, officer, approver)
    outbox.drain_all()
    document = Document.objects.get(key=f"information:{piece.public_id}")
    assert "每亩 100 元" in document.body_text
    assert document.identifiers == [piece.index_number]

    actions.withdraw(information_id=piece.pk, reason="内容有误", by=approver, at=AT)
    outbox.drain_all()

    document.refresh_from_db()
    assert document.is_tombstone


def test_nobody_signs_off_what_she_wrote(draft, officer, body):
    PostFactory(user=officer, body=body, role=Role.APPROVER)
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.OWN_DRAFT):
        actions.sign_off(information_id=draft.pk, by=officer, at=AT)

    draft.refresh_from_db()
    assert draft.state == State.CHECKED


def test_whoever_wrote_a_part_of_it_does_not_sign_it_off_either(draft, officer, approver, body):
    PostFactory(user=approver, body=body, role=Role.PUBLISHER)
    write(draft, approver)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.OWN_DRAFT):
        actions.sign_off(information_id=draft.pk, by=approver, at=AT)


def test_an_officer_without_the_role_signs_nothing_off(draft, officer, body):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.sign_off(information_id=draft.pk, by=OfficerFactory(body=body), at=AT)


def test_an_approver_of_another_body_signs_nothing_off(draft, officer):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)
    stranger = OfficerFactory(body=BodyFactory(county=draft.county), role=Role.APPROVER)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.sign_off(information_id=draft.pk, by=stranger, at=AT)


def test_a_save_that_names_an_older_revision_changes_nothing(draft, officer):
    write(draft, officer, title="第一稿")

    with pytest.raises(PublishingRefused) as refused:
        write(draft, officer, title="另一稿", revision=0)

    draft.refresh_from_db()
    assert refused.value.refusal is Refusal.STALE_REVISION
    assert refused.value.detail == {"revision": 1}
    assert draft.title == "第一稿"


def test_what_is_saved_is_clean(draft, officer):
    saved = write(
        draft,
        officer,
        html='<h1>公告</h1><p onclick="x()" style="color:red">正文<script>x()</script></p><img src="http://a/b.png">',
    )

    assert saved.html == "<h2>公告</h2><p>正文</p>"
    assert saved.text == "公告\n正文"


def test_an_empty_piece_is_not_sent_for_review(draft, officer):
    with pytest.raises(PublishingRefused, match=Refusal.NOTHING_TO_PUBLISH):
        actions.submit(information_id=draft.pk, by=officer, at=AT)


def test_what_was_sent_back_carries_the_note_and_can_be_written_on(draft, officer, approver):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    actions.send_back(information_id=draft.pk, reason="补上咨询电话", by=approver, at=AT)

    draft.refresh_from_db()
    assert (draft.state, draft.returned_note) == (State.DRAFT, "补上咨询电话")
    assert queries.shown_state(draft) == "returned"


def test_sending_back_without_a_word_is_refused(draft, officer, approver):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.REASON_MISSING):
        actions.send_back(information_id=draft.pk, reason="  ", by=approver, at=AT)


def test_what_waits_for_its_signature_can_be_recalled(draft, officer):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    actions.recall(information_id=draft.pk, by=officer, at=AT)

    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_is_in_review_is_not_written_on(draft, officer):
    write(draft, officer)
    actions.submit(information_id=draft.pk, by=officer, at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_A_DRAFT):
        write(draft, officer, revision=1)


def test_dates_that_cannot_be_true_are_not_sent_for_review(draft, officer):
    write(draft, officer, written_on=date(2025, 5, 1))

    with pytest.raises(PublishingRefused) as refused:
        actions.submit(information_id=draft.pk, by=officer, at=AT, plea="日期无误")

    assert [found.kind for found in refused.value.detail["findings"]] == ["written_in_future"]


def test_a_room_above_may_close_a_gate(draft, officer, approver):
    gate = gates.Gate("test")
    gate.register("interpretation")(lambda information, *, on: ["interpretation_missing"])

    closed = gate.ask(draft, on=ON)

    assert closed == (gates.Closed("interpretation", "interpretation_missing"),)


def test_the_gates_and_who_asks_at_them():
    assert gates.before_sign_off.names() == ("interpretation", "publishing.findings")
    assert gates.before_publish.names() == ("interpretation", "publishing.findings")


def test_withdrawing_leaves_a_page_that_says_why_and_opens_the_duty(draft, officer, approver, duty):
    piece = publish(draft, officer, approver)

    actions.withdraw(information_id=piece.pk, reason="金额有误", by=approver, at=AT)

    duty.refresh_from_db()
    page = queries.information_page(draft.county, piece.public_id, on=ON)
    assert isinstance(page, Tombstone)
    assert page.reason == "金额有误"
    assert (duty.state, duty.fulfilled_on) == (Duty.State.OPEN, None)
    assert Information.objects.get(pk=piece.pk).index_number == piece.index_number


def test_the_record_gives_the_digest_again(draft, officer, approver):
    piece = publish(draft, officer, approver)

    content = record_bytes(draft.county, piece.public_id)

    assert hashlib.sha256(content).hexdigest() == piece.sha256


def test_a_draft_is_no_public_page(draft):
    assert queries.information_page(draft.county, draft.public_id, on=ON) is None


def test_an_element_ticked_by_hand_stays_ticked(draft, officer):
    actions.tick(information_id=draft.pk, element="政策依据", is_ticked=True, by=officer, at=AT)

    draft.refresh_from_db()
    view = queries.draft_view(draft, on=ON)
    assert {tick.element: str(tick.tick) for tick in view.ticks} == {"政策依据": "by_hand", "办理结果": "missing"}


def test_a_tick_taken_back_leaves_it_to_the_text(draft, officer):
    write(draft, officer, html="<p>政策依据：省文件。</p>")
    actions.tick(information_id=draft.pk, element="政策依据", is_ticked=False, by=officer, at=AT)

    actions.tick(information_id=draft.pk, element="政策依据", is_ticked=None, by=officer, at=AT)

    draft.refresh_from_db()
    assert str(queries.draft_view(draft, on=ON).ticks[0].tick) == "found"


def test_a_draft_that_is_thrown_away_stays_in_the_record(draft, officer):
    actions.discard_draft(information_id=draft.pk, by=officer, at=AT)

    assert not Information.objects.exists()
    assert Entry.objects.filter(action="information.draft_discarded").exists()


def test_a_matter_that_the_body_does_not_owe_is_not_drafted(officer, body):
    row = RowFactory(issued=True, county=body.county)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_OWED):
        actions.start_draft(body=body, matter_id=row.matter_id, by=officer, at=AT)


def test_a_duty_of_somebody_else_is_not_written_for(officer, body, duty):
    stranger = DutyFactory(row=duty.row, body=BodyFactory(county=body.county))

    with pytest.raises(PublishingRefused, match=Refusal.NOT_OWED):
        actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=stranger.pk, by=officer, at=AT)


def test_a_waived_duty_is_not_written_for(officer, body, duty):
    Duty.objects.filter(pk=duty.pk).update(state="waived", reason="理由", approved_by=officer, closed_at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.DUTY_CLOSED):
        actions.start_draft(body=body, matter_id=duty.matter_id, duty_id=duty.pk, by=officer, at=AT)


def test_a_piece_without_a_title_is_not_sent(draft, officer):
    write(draft, officer, title=" ")

    with pytest.raises(PublishingRefused, match=Refusal.TITLE_MISSING):
        actions.submit(information_id=draft.pk, by=officer, at=AT)


def test_a_number_that_a_piece_has_already_is_kept(draft, officer, approver):
    Information.objects.filter(pk=draft.pk).update(index_number="000014349/2022-00039")

    assert publish(draft, officer, approver).index_number == "000014349/2022-00039"


def test_the_openness_office_sees_every_desk_and_the_auditor_none(draft, body):
    office = OfficerFactory(body=BodyFactory(county=body.county), role=Role.OPENNESS_OFFICE)
    auditor = OfficerFactory(body=body, role=Role.AUDITOR)

    assert [piece.id for piece in queries.drafts(desk_of(office)).rows] == [draft.pk]
    assert queries.drafts(desk_of(auditor)).rows == ()
    assert queries.review_queue(desk_of(office)).rows == ()


def test_which_tasks_are_being_written_already(draft, officer, duty):
    assert queries.draft_ids_by_duty(desk_of(officer), [duty.pk, 0]) == {duty.pk: draft.public_id}


def test_the_review_queue_holds_what_others_wrote(body, approver):
    mine = InformationFactory(body=body, in_review=True, drafted_by=approver)
    theirs = InformationFactory(body=body, in_review=True)
    page = queries.review_queue(desk_of(approver))

    assert [piece.id for piece in page.rows] == [theirs.pk]
    assert mine.pk != theirs.pk


def test_a_pasted_control_character_is_not_saved(draft, officer):
    saved = write(draft, officer, title="通\x07知\v附件", summary="摘\x13要", html="<p>正\x07文</p>")

    assert (saved.title, saved.summary, saved.html, saved.text) == ("通知 附件", "摘要", "<p>正文</p>", "正文")
