"""Amending, repealing, declaring void, extending, taking back: through the actions, linked both ways, recorded."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from gongkai.audit.models import Entry, LogEntry
from gongkai.kernel import outbox
from gongkai.kernel.models import OutboxEvent
from gongkai.organisations.models import County
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Basis
from gongkai.publishing.models import Information, ValidityChange
from gongkai.publishing.queries.public import record_bytes
from gongkai.publishing.rules.validity import Refused, ValidityRefused
from gongkai.search.index import node_index
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.publishing.norms.conftest import AT, DAY, ON

pytestmark = pytest.mark.django_db


def repeal(document, decision, by=None, on=ON, at=AT):
    return actions.repeal(information_ids=[document.pk], basis=Basis(information_id=decision.pk), on=on, by=by, at=at)


def refused(act, *args, **kwargs):
    with pytest.raises(ValidityRefused) as refusal:
        act(*args, **kwargs)
    return refusal.value.refusal


def test_a_repeal_is_known_on_both_documents(document, decision, approver):
    repeal(document, decision, by=approver)

    document.refresh_from_db()
    assert (document.validity, document.ended_by, document.ended_on) == ("repealed", decision, ON)
    assert [piece.pk for piece in decision.ends.all()] == [document.pk]
    assert document.state == "published"


def test_whoever_follows_is_told_and_the_record_names_the_basis(document, decision, approver):
    before = County.objects.get(pk=document.county_id).revision

    repeal(document, decision, by=approver)

    assert County.objects.get(pk=document.county_id).revision > before
    assert OutboxEvent.objects.get(topic="information_validity_changed").payload == {"ids": [document.public_id]}
    entry = Entry.objects.get(action="information.repealed")
    assert entry.detail == {"validity": "repealed", "basis": decision.title, "takes_effect_on": "2025-04-10"}


def test_search_finds_it_among_the_repealed(client, document, decision):
    outbox.append("information_published", county_id=document.county_id, payload={"ids": [document.public_id]}, at=AT)
    repeal(document, decision)
    outbox.drain_all()
    node_index().sync()

    page = client.get("/search/", {"q": "临时救助", "validity": "repealed"})

    assert [hit.url for hit in page.context["results"].hits] == [f"/info/{document.public_id}/"]


def test_a_repeal_of_a_day_to_come_happens_on_that_day(document, decision):
    repeal(document, decision, on=ON + 10 * DAY)

    document.refresh_from_db()
    assert (document.validity, document.validity_on(ON + 10 * DAY)) == ("effective", "repealed")

    actions.refresh_validity(county=document.county, by=None, at=AT + 10 * DAY)

    document.refresh_from_db()
    assert document.validity == "repealed"


def test_several_documents_fall_by_one_decision_or_none(make, document, decision):
    other, gone = make("乙办法"), make("丙办法", validity="repealed")
    basis = Basis(information_id=decision.pk)

    ids = [document.pk, other.pk, gone.pk]
    assert refused(actions.repeal, information_ids=ids, basis=basis, on=ON, by=None, at=AT) is Refused.NOT_OPEN
    assert not ValidityChange.objects.exists()

    actions.repeal(information_ids=ids[:2], basis=basis, on=ON, by=None, at=AT)

    assert set(decision.ends.values_list("pk", flat=True)) == {document.pk, other.pk}


def test_a_document_may_be_amended_twice_and_then_repealed(make, document, decision):
    first = make("关于修改临时救助办法的决定", written_on=date(2025, 1, 1))
    actions.amend(
        information_ids=[document.pk], basis=Basis(information_id=first.pk), on=date(2025, 1, 2), by=None, at=AT
    )
    actions.amend(
        information_ids=[document.pk], basis=Basis(text="国发〔2025〕1号"), on=date(2025, 3, 1), by=None, at=AT
    )
    document.refresh_from_db()
    assert (document.validity, document.ended_by) == ("amended", None)

    repeal(document, decision)

    document.refresh_from_db()
    assert document.validity == "repealed"
    assert [change.act for change in document.validity_changes.all()] == ["amend", "amend", "repeal"]


def test_a_declaration_makes_it_lapse(document, decision):
    actions.declare_void(information_ids=[document.pk], basis=Basis(information_id=decision.pk), on=ON, by=None, at=AT)

    document.refresh_from_db()
    assert (document.validity, document.ended_by) == ("expired", decision)


def test_what_is_refused_names_the_document(document, decision, make):
    draft = make("草稿", published=False)
    announcement = make("公告", kind="announcement", validity="")
    elsewhere = make("外县办法", body=BodyFactory())

    assert refused(repeal, draft, decision) is Refused.NOT_PUBLIC
    assert refused(repeal, announcement, decision) is Refused.NOT_A_DOCUMENT
    assert refused(repeal, document, document) is Refused.BASIS_ITSELF
    assert refused(repeal, document, elsewhere) is Refused.BASIS_MISSING
    assert refused(repeal, document, draft) is Refused.BASIS_MISSING
    assert refused(repeal, document, decision, on=date(2025, 3, 1)) is Refused.BEFORE_BASIS
    with pytest.raises(ValidityRefused) as refusal:
        actions.repeal(information_ids=[document.pk], basis=Basis(text=" "), on=ON, by=None, at=AT)
    assert (refusal.value.refusal, refusal.value.title) == (Refused.BASIS_MISSING, document.title)
    nothing = {"information_ids": [], "basis": Basis(text="某决定"), "on": ON, "by": None, "at": AT}
    assert refused(actions.repeal, **nothing) is Refused.NOTHING_CHOSEN


def test_a_change_that_is_to_come_is_awaited_before_the_next(document, decision):
    repeal(document, decision, on=ON + DAY)

    assert refused(repeal, document, decision) is Refused.PENDING


@pytest.mark.parametrize(("role", "may"), [(Role.PUBLISHER, False), (Role.REVIEWER, False), (Role.APPROVER, True)])
def test_whoever_signs_off_may_say_that_a_document_is_repealed(document, decision, body, role, may):
    person = OfficerFactory(body=body, role=role)

    if may:
        repeal(document, decision, by=person)
    else:
        assert refused(repeal, document, decision, by=person) is Refused.NOT_PERMITTED


def test_the_openness_office_may_for_every_body_and_a_stranger_for_none(document, decision, office):
    stranger = OfficerFactory(body=BodyFactory(county=document.county), role=Role.APPROVER)

    assert refused(repeal, document, decision, by=stranger) is Refused.NOT_PERMITTED
    assert repeal(document, decision, by=office)


def test_more_time_is_a_new_version_with_a_digest_that_can_be_proved(make, decision, approver):
    document = make(expires_on=date(2025, 6, 1))

    actions.extend(
        information_id=document.pk,
        expires_on=date(2027, 6, 1),
        basis=Basis(information_id=decision.pk),
        by=approver,
        at=AT,
    )

    document.refresh_from_db()
    assert (document.expires_on, document.validity) == (date(2027, 6, 1), "effective")
    assert document.sha256 == hashlib.sha256(record_bytes(document.county, document.public_id)).hexdigest()
    assert LogEntry.objects.filter(county_id=document.county_id).count() == 1
    version = document.versions.get()
    assert (version.reason, version.is_public, version.note) == ("validity", True, decision.document_number)


def test_more_time_is_not_given_while_a_correction_would_put_the_old_day_back(make, decision, approver):
    document = make(expires_on=date(2025, 6, 1))
    clerk = OfficerFactory(body=document.body, role=Role.PUBLISHER)
    actions.start_correction(information_id=document.pk, by=clerk, at=AT)

    asked = {"information_id": document.pk, "expires_on": date(2027, 6, 1), "by": approver, "at": AT}
    assert refused(actions.extend, basis=Basis(text="某决定"), **asked) is Refused.CORRECTION_OPEN


def test_a_correction_of_the_text_does_not_undo_a_repeal_or_a_filing(document, decision, body):
    clerk = OfficerFactory(body=body, role=Role.PUBLISHER)
    correction = actions.start_correction(information_id=document.pk, by=clerk, at=AT)
    repeal(document, decision)
    actions.note_filing(information_id=document.pk, filing_number="明备〔2025〕1号", filed_on=ON, by=clerk, at=AT)
    Information.objects.filter(pk=correction.pk).update(state="signed_off", cleared_digest="")
    fresh = Information.objects.get(pk=correction.pk)
    Information.objects.filter(pk=correction.pk).update(cleared_digest=_digest(fresh))

    actions.merge(information_id=correction.pk, by=None, at=AT)

    document.refresh_from_db()
    assert (document.validity, document.filing_number) == ("repealed", "明备〔2025〕1号")


def _digest(piece):
    from gongkai.publishing.queries.snapshots import snapshot_of
    from gongkai.publishing.rules import snapshots

    return snapshots.digest(snapshot_of(piece))


def test_what_was_put_down_wrongly_is_taken_back_and_stays_known(document, decision, approver):
    change = repeal(document, decision, by=approver)[0]

    last = {"information_id": document.pk, "change_id": change.pk}
    assert refused(actions.revoke, **last, reason=" ", by=approver, at=AT) is Refused.REASON_MISSING
    actions.revoke(**last, reason="选错了文件", by=approver, at=AT)

    document.refresh_from_db()
    change.refresh_from_db()
    assert (document.validity, document.ending, document.ended_by, document.ended_on) == ("effective", "", None, None)
    assert change.revoked_reason == "选错了文件"
    assert refused(actions.revoke, **last, reason="再撤", by=approver, at=AT) is Refused.NOT_THE_LAST


def test_taking_back_a_repeal_leaves_the_amendment_before_it(document, decision):
    actions.amend(information_ids=[document.pk], basis=Basis(text="某决定"), on=date(2025, 3, 1), by=None, at=AT)
    change = repeal(document, decision)[0]

    actions.revoke(information_id=change.information_id, change_id=change.pk, reason="选错了文件", by=None, at=AT)

    document.refresh_from_db()
    assert (document.validity, document.ending, document.ended_on) == ("amended", "amended", date(2025, 3, 1))


def test_taking_back_an_extension_puts_the_old_day_back(make):
    document = make(expires_on=date(2025, 6, 1))
    asked = {"expires_on": date(2027, 6, 1), "basis": Basis(text="某决定"), "by": None, "at": AT}
    change = actions.extend(information_id=document.pk, **asked)

    actions.revoke(information_id=change.information_id, change_id=change.pk, reason="日期写错", by=None, at=AT)

    document.refresh_from_db()
    assert document.expires_on == date(2025, 6, 1)


def test_a_filing_is_put_down_beside_the_document(document, body):
    clerk = OfficerFactory(body=body, role=Role.PUBLISHER)
    asked = {"information_id": document.pk, "by": clerk, "at": AT}

    assert list(Information.objects.to_be_filed()) == [document]
    assert refused(actions.note_filing, filing_number=" ", filed_on=ON, **asked) is Refused.NUMBER_MISSING
    assert refused(actions.note_filing, filing_number="1号", filed_on=ON + DAY, **asked) is Refused.FILING_DAY
    actions.note_filing(filing_number="明备〔2025〕1号", filed_on=ON, **asked)

    document.refresh_from_db()
    assert (document.filing_number, document.filed_on) == ("明备〔2025〕1号", ON)
    assert not Information.objects.to_be_filed()


def test_only_normative_documents_of_ones_own_are_filed(make, document):
    policy = make("政策文件", kind="policy")
    stranger = OfficerFactory(body=BodyFactory(county=document.county))
    asked = {"filing_number": "1号", "filed_on": ON, "at": AT}

    assert refused(actions.note_filing, information_id=policy.pk, by=None, **asked) is Refused.NOT_NORMATIVE
    assert refused(actions.note_filing, information_id=document.pk, by=stranger, **asked) is Refused.NOT_PERMITTED
