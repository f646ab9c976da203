"""Nothing leaves without review: the doors to the public are these and no others, and nobody opens one alone.

A place that the walk through the code finds and that stands in neither list fails the test until somebody says here
why it may be.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Piece, PublishingRefused, Refusal
from gongkai.publishing.actions.validity import Basis
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import UNPUBLISHED
from gongkai.publishing.rules.validity import ValidityRefused
from tests.architecture.doors import doors, doors_in
from tests.factories.norms import CleanUpFactory, NormFactory
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import InformationFactory, routine_everywhere
from tests.publishing.review import conftest as review

ACTIONS = "publishing/actions"
DOORS = {
    # Release of what other people cleared and signed; the worker at its time, two together, one in an emergency: all
    # of them come through here. Whoever hurries wrote nothing in it, and a second person looks at it after.
    f"{ACTIONS}/releasing.py:publish": {"step publish", "numbers a version"},
    f"{ACTIONS}/releasing.py:_seal": {"sets published_at"},
    # A correction that was cleared like any draft goes into what is public.
    f"{ACTIONS}/correcting.py:merge": {"numbers a version"},
    f"{ACTIONS}/correcting.py:_take_over": {"sets by name"},
    # What was public before it came here, taken in by the platform or the county's openness office.
    f"{ACTIONS}/importing.py:_information": {"hands state", "hands published_at"},
    f"{ACTIONS}/keeping.py:_first": {"hands is_public"},
    # The totals, reviewed with their list, take its place when its display ends.
    f"{ACTIONS}/publicity.py:end_publicity": {"step end_publicity", "numbers a version"},
    # The last day of a document that is given more time, by whoever may take it off; its words stay.
    f"{ACTIONS}/validity.py:_set_expiry": {"numbers a version"},
    # The list of a yearly clean-up: proposals on public documents, by the openness office.
    f"{ACTIONS}/cleaning.py:publish_clean_up": {"sets published_at"},
}
NO_DOORS = {
    # What the doors above are made of: the table of states is asked, a version is kept under the number handed in.
    f"{ACTIONS}/stepping.py:moved": {"step any"},
    f"{ACTIONS}/stepping.py:move_on": {"sets state"},
    f"{ACTIONS}/keeping.py:keep_version": {"hands is_public"},
    # Stages of a review, and the second look at what an emergency released: no stage ends in public.
    f"{ACTIONS}/reviewing.py:_clear": {"step any"},
    f"{ACTIONS}/reviewing.py:second_look": {"step any"},
    # Words of drafts, which the lock makes sure they are.
    f"{ACTIONS}/correcting.py:start_correction": {"hands by name"},
    f"{ACTIONS}/drafting.py:save_draft": {"sets by name"},
    f"{ACTIONS}/drafting.py:start_draft": {"hands by name"},
    f"{ACTIONS}/mending.py:mend_words": {"sets by name"},
    f"{ACTIONS}/reconciling.py:keep_second_draft": {"hands by name"},
    f"{ACTIONS}/restoring.py:_bring_words": {"sets by name"},
    # What a scanner found in files, never words or states.
    f"{ACTIONS}/rescanning.py:_scan_again": {"hands by name"},
    # Deliveries of the demo county, of what went out through the doors above: what other people's servers answered.
    "demo/seeding/sending.py:_answer": {"sets by name"},
    "demo/seeding/sending.py:_post": {"sets state"},
    # Plans, concerns, questions and policies from above have states of their own.
    "interpretation/actions/concerns.py:_moved": {"sets state"},
    "interpretation/actions/concerns.py:_step": {"hands by name"},
    "interpretation/actions/concerns.py:follow": {"sets state"},
    "interpretation/actions/planning.py:add_material": {"hands by name"},
    "interpretation/actions/planning.py:change_material": {"sets by name"},
    "interpretation/actions/planning.py:save_plan": {"sets by name"},
    "interpretation/actions/questions.py:_moved": {"sets state"},
    "interpretation/actions/relaying.py:_open": {"sets state"},
    "interpretation/actions/relaying.py:_settle": {"sets state"},
}

body, people, draft = review.body, review.people, review.draft
AT = review.AT


class TestTheCode:
    def test_the_doors_are_those_that_are_listed(self):
        assert doors() == DOORS | NO_DOORS

    @pytest.mark.parametrize(
        "line",
        [
            "piece.state = str(State.PUBLISHED)",
            "piece.state = 'published'",
            "piece.state, piece.changed_at = target, at",
            "piece.published_at = at",
            "Information(title=title, state=state)",
            "Information.objects.filter(pk=pk).update(state=State.PUBLISHED)",
            "Information.objects.bulk_create([Information(published_at=at)])",
            "Information.objects.create(**said)",
            "setattr(piece, name, value)",
            "moved('publish', pk, by=by, at=at)",
            "version.is_public = True",
            "keep_version(piece, reason, by=by, at=at, number=2)",
            "cursor.execute('UPDATE publishing_information SET title = 1')",
        ],
    )
    def test_a_new_door_is_found_however_it_is_spelt(self, line):
        module = f"from gongkai.publishing.models import Information\n\ndef sneak():\n    {line}\n"

        assert {place for place, _sign in doors_in(module, "portal/queries.py")} == {"portal/queries.py:sneak"}

    @pytest.mark.parametrize(
        "line",
        [
            "matter.information.update(state=State.PUBLISHED)",
            "piece.state = 'published'",
            "models.Information.objects.filter(pk=pk).update(published_at=at)",
            "apps.get_model('publishing', 'Information').objects.create(**said)",
        ],
    )
    def test_it_is_found_where_the_model_is_not_imported(self, line):
        assert list(doors_in(f"def sneak():\n    {line}\n", "portal/queries.py"))

    @pytest.mark.parametrize(
        "line",
        ["piece.state = str(State.DRAFT)", "found.filter(state=State.PUBLISHED)", "moved('recall', pk, by=by, at=at)"],
    )
    def test_what_opens_nothing_is_not_found(self, line):
        assert list(doors_in(f"def read():\n    {line}\n", "publishing/actions/reading.py")) == []


def is_inside(piece) -> bool:
    return Information.objects.get(pk=piece.pk).state in UNPUBLISHED


@pytest.mark.django_db
class TestRelease:
    @pytest.fixture(autouse=True)
    def short_chains(self, body):
        routine_everywhere(body.county)

    @pytest.mark.parametrize("act", ["sign_off", "sign_off_and_publish", "publish", "release"])
    @pytest.mark.parametrize("is_sent", [False, True])
    def test_no_clerk_lets_her_own_draft_out(self, draft, people, act, is_sent):
        if is_sent:
            actions.submit(information_id=draft.pk, by=people.clerk, at=AT)

        with pytest.raises(PublishingRefused):
            getattr(actions, act)(information_id=draft.pk, by=people.clerk, at=AT)

        assert is_inside(draft)

    def test_not_even_the_platform_releases_what_nobody_cleared(self, draft):
        with pytest.raises(PublishingRefused):
            actions.release(information_id=draft.pk, by=None, at=AT)

        assert is_inside(draft)

    def test_who_sits_elsewhere_does_not_release_what_was_signed_off(self, draft, people, body):
        stranger = OfficerFactory(body=BodyFactory(county=body.county), role=Role.APPROVER)
        actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
        actions.sign_off(information_id=draft.pk, by=people.chief, at=AT)

        with pytest.raises(PublishingRefused):
            actions.release(information_id=draft.pk, by=stranger, at=AT)

        assert is_inside(draft)

    def test_the_worker_releases_only_what_was_signed_off_and_scheduled(self, draft, people):
        actions.submit(information_id=draft.pk, by=people.clerk, at=AT)

        with pytest.raises(PublishingRefused):
            actions.schedule(information_id=draft.pk, publish_at=AT + timedelta(hours=1), by=people.clerk, at=AT)

        assert actions.publish_due(at=AT + timedelta(days=1)) == 0
        assert is_inside(draft)

    def test_a_correction_changes_nothing_before_another_person_cleared_it(self, draft, people):
        actions.submit(information_id=draft.pk, by=people.clerk, at=AT)
        public = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)
        correction = actions.start_correction(information_id=public.pk, by=people.clerk, at=AT)
        review.write(correction, people.clerk, html="<p>改了。</p>", correction_note="数字有误")
        actions.submit(information_id=correction.pk, by=people.clerk, at=AT)

        with pytest.raises(PublishingRefused):
            actions.merge(information_id=correction.pk, by=people.clerk, at=AT)

        assert "改了" not in Information.objects.get(pk=public.pk).html


@pytest.mark.django_db
class TestEmergency:
    @pytest.mark.parametrize("who", ["clerk", "first", "secrecy"])
    def test_only_who_signs_off_releases_in_an_emergency(self, draft, people, who):
        with pytest.raises(PublishingRefused):
            actions.release_in_emergency(information_id=draft.pk, reason="汛情", by=getattr(people, who), at=AT)

        assert is_inside(draft)

    def test_an_author_who_signs_off_does_not_release_her_own_and_who_released_does_not_look_again(self, draft, people):
        author = review.also(people.clerk, draft.body, Role.APPROVER)
        with pytest.raises(PublishingRefused) as own:
            actions.release_in_emergency(information_id=draft.pk, reason="汛情", by=author, at=AT)

        actions.release_in_emergency(information_id=draft.pk, reason="汛情", by=people.chief, at=AT)
        with pytest.raises(PublishingRefused):
            actions.second_look(information_id=draft.pk, by=people.chief, at=AT)

        assert own.value.refusal is Refusal.OWN_DRAFT
        assert list(Information.objects.filter(second_look_at__isnull=True, is_emergency=True)) == [draft]


@pytest.mark.django_db
class TestImport:
    @pytest.fixture
    def take_in(self, draft, body):
        def act(by):
            at = datetime(2024, 3, 1, 1, tzinfo=AT.tzinfo)
            piece = Piece(draft.matter_id, body.pk, "旧公告", "<p>内容。</p>", at)
            return actions.import_published(county=body.county, pieces=[piece], by=by, at=AT)

        return act

    @pytest.mark.parametrize("role", [Role.PUBLISHER, Role.REVIEWER, Role.APPROVER])
    def test_no_body_takes_in_for_itself_what_nobody_reviews(self, take_in, body, role):
        with pytest.raises(PublishingRefused) as refused:
            take_in(OfficerFactory(body=body, role=role))

        assert refused.value.refusal is Refusal.NOT_PERMITTED
        assert not Information.objects.filter(title="旧公告").exists()

    def test_the_openness_office_of_another_county_takes_in_nothing_here(self, take_in):
        with pytest.raises(PublishingRefused):
            take_in(OfficerFactory(body=BodyFactory(), role=Role.OPENNESS_OFFICE))

    def test_the_platform_and_the_countys_openness_office_do(self, take_in, body):
        office = OfficerFactory(body=BodyFactory(county=body.county), role=Role.OPENNESS_OFFICE)

        assert [len(take_in(by)) for by in (None, office)] == [1, 1]


@pytest.mark.django_db
class TestWhatIsPublicAlready:
    def test_no_clerk_puts_totals_in_the_place_of_a_list(self, body, people):
        shown = InformationFactory(body=body, published=True, list_profile="subsidy", totals="<p>共一人。</p>")

        with pytest.raises(PublishingRefused):
            actions.end_publicity(information_id=shown.pk, by=people.clerk, at=AT)

    def test_no_clerk_gives_a_document_more_time(self, body, people):
        document = NormFactory(body=body, expires_on=date(2026, 1, 1))
        given = {"expires_on": date(2030, 1, 1), "basis": Basis(text="会议纪要"), "at": AT}

        with pytest.raises(ValidityRefused):
            actions.extend(information_id=document.pk, by=people.clerk, **given)

    def test_no_body_publishes_the_countys_clean_up(self, body, people):
        clean_up = CleanUpFactory(county=body.county)

        for person in (people.clerk, people.chief):
            with pytest.raises(ValidityRefused):
                actions.publish_clean_up(clean_up_id=clean_up.pk, by=person, at=AT)
