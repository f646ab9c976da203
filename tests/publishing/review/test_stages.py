"""Clearing stage by stage: by others, in order, by enough people, with every point ticked."""

from __future__ import annotations

import pytest

from gongkai.organisations import actions as organisations
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import PublishingRefused, Refusal
from gongkai.publishing.models import Clearance, Information
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.states import State
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import ChainChoiceFactory, InformationFactory
from tests.publishing.review.conftest import AT, EVERY_POINT, also, clear, write

pytestmark = pytest.mark.django_db


def sent(draft, people, **fields):
    if fields:
        write(draft, people.clerk, **fields)
    return actions.submit(information_id=draft.pk, by=people.clerk, at=AT)


def test_an_ordinary_piece_is_cleared_by_three_people_and_published(draft, people):
    sent(draft, people)

    clear(draft, Stage.FIRST_REVIEW, people.first)
    clear(draft, Stage.SECOND_REVIEW, people.second)
    clear(draft, Stage.SECRECY_REVIEW, people.secrecy)
    piece = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT, ticked=EVERY_POINT)

    assert piece.state == State.PUBLISHED
    assert list(Clearance.objects.values_list("stage", flat=True)) == [
        "first_review",
        "second_review",
        "secrecy_review",
        "sign_off",
    ]


def test_a_list_with_persons_takes_four_people(draft, people, body):
    third = OfficerFactory(body=body, role=Role.REVIEWER)
    assert sent(draft, people, list_profile="subsidy").chain == Chain.PERSONAL

    for stage, person in (("first", people.first), ("second", people.second), ("third", third)):
        clear(draft, Stage(f"{stage}_review"), person)
    clear(draft, Stage.SECRECY_REVIEW, people.secrecy)
    piece = actions.sign_off(information_id=draft.pk, by=people.chief, at=AT, ticked=EVERY_POINT)

    assert piece.state == State.SIGNED_OFF


def test_one_may_do_two_stages_only_while_enough_others_are_left(draft, people):
    sent(draft, people, list_profile="subsidy")
    clear(draft, Stage.FIRST_REVIEW, people.first)
    clear(draft, Stage.SECOND_REVIEW, people.first)

    with pytest.raises(PublishingRefused, match=Refusal.PERSON_AGAIN):
        clear(draft, Stage.THIRD_REVIEW, people.first)


def test_stages_are_not_skipped(draft, people):
    sent(draft, people)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_OPEN):
        clear(draft, Stage.SECRECY_REVIEW, people.secrecy)


def test_in_a_longer_chain_the_signer_does_not_review_secrecy_for_the_secrecy_reviewer(draft, people):
    sent(draft, people)
    clear(draft, Stage.FIRST_REVIEW, people.first)
    clear(draft, Stage.SECOND_REVIEW, people.second)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        clear(draft, Stage.SECRECY_REVIEW, people.chief)


def test_every_point_is_ticked_first(draft, people):
    sent(draft, people)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_TICKED):
        clear(draft, Stage.FIRST_REVIEW, people.first, ticked=["facts"])


def test_who_wrote_a_word_in_it_clears_no_stage(draft, people, body):
    write(draft, also(people.first, body, Role.PUBLISHER))
    sent(draft, people)

    with pytest.raises(PublishingRefused, match=Refusal.OWN_DRAFT):
        clear(draft, Stage.FIRST_REVIEW, people.first)


def test_an_edit_after_the_signature_reopens_the_review(draft, people):
    ChainChoiceFactory(county=draft.county)
    sent(draft, people)
    actions.sign_off(information_id=draft.pk, by=people.chief, at=AT)

    actions.recall(information_id=draft.pk, by=people.clerk, at=AT)
    write(draft, people.clerk, html="<p>每亩 200 元。</p>")
    sent(draft, people)

    draft.refresh_from_db()
    assert (draft.state, draft.round, draft.signed_off_at) == (State.CHECKED, 2, None)
    with pytest.raises(PublishingRefused, match=Refusal.NOT_OPEN):
        actions.publish(information_id=draft.pk, by=people.chief, at=AT)


def test_what_is_published_is_what_was_cleared(draft, people):
    ChainChoiceFactory(county=draft.county)
    sent(draft, people)
    actions.sign_off(information_id=draft.pk, by=people.chief, at=AT)
    Information.objects.filter(pk=draft.pk).update(html="<p>每亩 900 元。</p>")

    with pytest.raises(PublishingRefused, match=Refusal.CONTENT_CHANGED):
        actions.publish(information_id=draft.pk, by=people.chief, at=AT)


def test_routine_pieces_are_cleared_in_one_go_each_with_three_records(draft, people):
    ChainChoiceFactory(county=draft.county)
    sent(draft, people)

    piece = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)

    assert piece.state == State.PUBLISHED
    assert piece.clearances.count() == 3


def test_a_batch_clears_what_it_can_and_says_why_not_of_the_rest(body, people):
    good = [InformationFactory(body=body, in_review=True, drafted_by=people.clerk) for _ in range(3)]
    own = InformationFactory(body=body, in_review=True, drafted_by=people.chief)
    longer = InformationFactory(body=body, in_review=True, drafted_by=people.clerk, chain=Chain.ORDINARY)

    outcomes = actions.sign_off_batch(
        information_ids=[piece.pk for piece in (*good, own, longer)], by=people.chief, at=AT
    )

    assert [o.refused.refusal if o.refused else None for o in outcomes] == [
        None,
        None,
        None,
        Refusal.OWN_DRAFT,
        Refusal.NOT_ROUTINE,
    ]
    assert Information.objects.filter(state=State.PUBLISHED).count() == 3


def test_a_batch_has_no_more_than_twenty(people):
    with pytest.raises(PublishingRefused, match=Refusal.TOO_MANY):
        actions.sign_off_batch(information_ids=list(range(21)), by=people.chief, at=AT)


def test_a_short_handed_body_asks_the_countys_duty_reviewer(draft, people):
    office = BodyFactory(county=draft.county)
    duty_reviewer = OfficerFactory(body=office, role=Role.DUTY_REVIEWER)
    sent(draft, people)
    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        clear(draft, Stage.FIRST_REVIEW, duty_reviewer)

    actions.ask_duty_reviewer(information_id=draft.pk, by=people.clerk, at=AT)
    clear(draft, Stage.FIRST_REVIEW, duty_reviewer)

    draft.refresh_from_db()
    assert draft.state == State.FIRST_REVIEWED


def test_the_office_chooses_chains_and_nobody_else(draft, people, body):
    office = OfficerFactory(body=BodyFactory(county=body.county), role=Role.OPENNESS_OFFICE)
    choice = {"county": body.county, "kind": "announcement", "chain": Chain.ROUTINE, "at": AT}

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.choose_chain(**choice, by=people.chief)
    actions.choose_chain(**choice, by=office)
    assert sent(draft, people).chain == Chain.ROUTINE

    actions.recall(information_id=draft.pk, by=people.clerk, at=AT)
    actions.choose_chain(**{**choice, "chain": None}, by=office)
    assert sent(draft, people).chain == Chain.ORDINARY


def test_a_withheld_piece_is_kept_and_looked_at_again(draft, people):
    ChainChoiceFactory(county=draft.county)
    later = AT.date().replace(year=2026)
    sent(draft, people, disclosure="withheld", ground="internal_affairs", ground_note="人事安排", reassess_on=later)

    piece = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)
    assert piece.state == State.KEPT
    with pytest.raises(PublishingRefused, match=Refusal.NOT_OPEN):
        actions.publish(information_id=draft.pk, by=people.chief, at=AT)

    next_year = later.replace(year=2027)
    actions.stay_kept(information_id=draft.pk, reason="情形未变", reassess_on=next_year, by=people.chief, at=AT)
    draft.refresh_from_db()
    assert (draft.state, draft.reassess_on) == (State.KEPT, next_year)

    actions.reopen(information_id=draft.pk, by=people.clerk, at=AT)
    write(draft, people.clerk, disclosure="proactive")
    sent(draft, people)
    published = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)
    assert published.state == State.PUBLISHED


def test_a_note_is_pinned_and_settled(draft, people):
    sent(draft, people)
    note = actions.note(
        information_id=draft.pk, place="text", quote="每亩 100 元", text="核对标准", by=people.first, at=AT
    )
    actions.send_back(information_id=draft.pk, reason="见批注", by=people.first, at=AT)

    actions.settle_note(note_id=note.pk, by=people.clerk, at=AT)

    note.refresh_from_db()
    assert (note.quote, note.settled_by) == ("每亩 100 元", people.clerk)


def test_an_author_notes_nothing_in_her_own_piece(draft, people):
    sent(draft, people)

    with pytest.raises(PublishingRefused, match=Refusal.NOT_PERMITTED):
        actions.note(information_id=draft.pk, place="text", text="好", by=people.clerk, at=AT)


def test_a_deputy_clears_in_her_own_name_and_the_record_says_for_whom(body, people, draft):
    deputy = OfficerFactory(body=body)
    holder = people.first.posts.get()
    organisations.appoint_deputy(
        post_id=holder.pk, user_id=deputy.pk, starts_on=AT.date(), last_day=AT.date(), by=people.first, at=AT
    )
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT)

    clear(draft, Stage.FIRST_REVIEW, deputy)
    clear(draft, Stage.SECOND_REVIEW, people.second)

    line, own = draft.clearances.order_by("pk")
    assert (line.cleared_by, line.deputising_for) == (deputy, people.first)
    assert own.deputising_for is None
