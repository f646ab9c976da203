"""Policies from above: taken in once, matched for a person to confirm, relayed within hours, linked both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.audit.models import Entry
from gongkai.catalogues.models import Row
from gongkai.interpretation import actions
from gongkai.interpretation.models import PolicyLink, PolicyMatch, UpperPolicy
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.interpretation.rules.upper import Facts, Tier
from gongkai.kernel import outbox
from gongkai.organisations.models import CountySetting
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions as publishing
from tests.factories.catalogues import RowFactory
from tests.factories.organisations import BodyFactory, CountySettingFactory, OfficerFactory
from tests.factories.publishing import InformationFactory, routine_everywhere
from tests.factories.response import PolicyLinkFactory, PolicyMatchFactory, UpperPolicyFactory

pytestmark = pytest.mark.django_db

AT = datetime(2025, 5, 8, 6, tzinfo=UTC)
PUBLISHED_AT = datetime(2025, 5, 8, 1, tzinfo=UTC)


def facts(**changed) -> Facts:
    told = {
        "title": "关于贯彻《社会救助暂行办法》的意见",
        "issuer": "样板省人民政府",
        "tier": Tier.PROVINCE,
        "published_at": PUBLISHED_AT,
        "number": "样政发〔2025〕9号",
        "url": "https://province.example.org/9.html",
        "text": "扩大救助范围。\n提高标准。",
    }
    return Facts(**{**told, **changed})


def take_in(body, *told, by=None):
    return actions.take_in_policies(
        county=body.county, told=told or [facts()], came_by=UpperPolicy.CameBy.FORM, by=by, at=AT
    )


@pytest.fixture
def row(body):
    """A row in force that rests on the law which the policy names."""
    return RowFactory(issued=True, county=body.county, owners=[body], basis=[{"name": "社会救助暂行办法", "no": None}])


@pytest.fixture
def policy(body, row):
    return take_in(body).added[0]


class TestTakingIn:
    def test_it_is_owed_within_the_hours_of_the_county(self, body):
        CountySettingFactory(county=body.county, key="interpretation.relay_hours", value=8)

        (policy,) = take_in(body).added

        assert (policy.hours, policy.due_at) == (8, PUBLISHED_AT + timedelta(hours=8))

    def test_a_matter_is_proposed_and_the_body_that_owes_it_has_the_policy(self, policy, row, body):
        match = policy.matches.get()

        assert (match.matter_id, match.how, match.verdict) == (row.matter_id, "basis", PolicyMatch.Verdict.PROPOSED)
        assert policy.body == body

    @pytest.mark.parametrize(
        "again",
        [
            {},
            {"number": "样政发[2025]09号", "url": ""},
            {"number": "", "title": "换了标题"},
        ],
        ids=["the same", "its number in another spelling", "its address"],
    )
    def test_what_is_known_is_known_again(self, policy, body, again):
        done = take_in(body, facts(**again))

        assert (done.added, done.known) == ((), 1)
        assert UpperPolicy.objects.count() == 1

    def test_the_same_twice_in_one_batch_comes_in_once(self, body):
        done = take_in(body, facts(), facts(title="再来一次"))

        assert (len(done.added), done.known) == (1, 1)

    def test_one_that_cannot_be_kept_keeps_all_out(self, body):
        with pytest.raises(ResponseRefused, match=Refusal.IDENTITY_MISSING):
            take_in(body, facts(), facts(number="", url=""))

        assert not UpperPolicy.objects.exists()

    def test_another_county_knows_nothing_of_it(self, policy):
        elsewhere = BodyFactory()

        assert len(take_in(elsewhere).added) == 1

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
    def test_whoever_writes_nothing_registers_nothing(self, body, role):
        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            take_in(body, by=OfficerFactory(body=body, role=role))

    def test_it_stands_in_the_record(self, policy, body):
        entry = Entry.objects.get(action="policy.register")

        assert (entry.county_id, entry.subject_name) == (body.county_id, policy.title)


class TestJudging:
    def test_a_person_confirms_a_proposal(self, policy, clerk):
        match = actions.judge_match(match_id=policy.matches.get().pk, is_relevant=True, by=clerk, at=AT)

        assert (match.verdict, match.judged_by) == (PolicyMatch.Verdict.CONFIRMED, clerk)

    def test_what_is_nobodys_goes_to_the_owner_of_the_matter_that_is_named(self, body, row):
        policy = UpperPolicyFactory(county=body.county)

        actions.name_matter(policy_id=policy.pk, matter_id=row.matter_id, by=None, at=AT)

        policy.refresh_from_db()
        assert policy.body == body

    def test_a_matter_of_another_county_is_refused(self, policy):
        elsewhere = RowFactory(issued=True)

        with pytest.raises(ResponseRefused, match=Refusal.ELSEWHERE):
            actions.name_matter(policy_id=policy.pk, matter_id=elsewhere.matter_id, by=None, at=AT)

    def test_a_clerk_of_another_body_has_no_say(self, policy, body):
        stranger = OfficerFactory(body=BodyFactory(county=body.county))

        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            actions.judge_match(match_id=policy.matches.get().pk, is_relevant=False, by=stranger, at=AT)

    def test_what_is_nobodys_is_the_offices_to_assign(self, body):
        policy = UpperPolicyFactory(county=body.county)
        office = OfficerFactory(body=BodyFactory(county=body.county), role=Role.OPENNESS_OFFICE)
        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            actions.assign_policy(policy_id=policy.pk, body=body, by=OfficerFactory(body=body), at=AT)

        actions.assign_policy(policy_id=policy.pk, body=body, by=office, at=AT)

        policy.refresh_from_db()
        assert policy.body == body


class TestRelaying:
    def start(self, policy, body, clerk, at=AT):
        matter_id = policy.matches.get().matter_id
        return actions.start_relay(policy_id=policy.pk, matter_id=matter_id, body=body, by=clerk, at=at)

    def publish(self, draft, chief, at):
        publishing.submit(information_id=draft.pk, by=draft.drafted_by, at=at)
        publishing.sign_off_and_publish(information_id=draft.pk, by=chief, at=at)
        outbox.drain_all(at=at)

    def test_the_draft_names_its_maker(self, policy, body, clerk):
        draft = self.start(policy, body, clerk)

        assert (draft.title, draft.kind, draft.content_source) == (policy.title, "policy", "样板省人民政府")
        assert draft.document_number == "样政发〔2025〕9号"
        assert "提高标准。" in draft.text
        assert "https://province.example.org/9.html" in draft.html

    def test_once_public_it_is_relayed_in_time_and_no_interpretation_is_asked_of_it(self, policy, body, clerk, chief):
        routine_everywhere(body.county)
        draft = self.start(policy, body, clerk)

        self.publish(draft, chief, AT)

        policy.refresh_from_db()
        assert (policy.state, policy.settled_at) == ("relayed", AT)

    def test_withdrawn_it_is_owed_again(self, policy, body, clerk, chief):
        routine_everywhere(body.county)
        draft = self.start(policy, body, clerk)
        self.publish(draft, chief, AT)

        publishing.withdraw(information_id=draft.pk, kind="error", reason="贴错了文件", by=chief, at=AT)
        outbox.drain_all(at=AT)

        policy.refresh_from_db()
        assert (policy.state, policy.settled_at) == ("open", None)

    def test_one_relay_is_written_at_a_time(self, policy, body, clerk):
        self.start(policy, body, clerk)

        with pytest.raises(ResponseRefused, match=Refusal.LINKED_ALREADY):
            self.start(policy, body, clerk)

    def test_a_public_piece_that_is_linked_as_relay_settles_it(self, policy, body):
        piece = InformationFactory(body=body, published=True)

        actions.link_policy(policy_id=policy.pk, information_id=piece.pk, role="relay", by=None, at=AT)

        policy.refresh_from_db()
        assert (policy.state, policy.settled_at) == ("relayed", piece.published_at)

    def test_a_measure_settles_nothing_but_is_linked(self, policy, body):
        piece = InformationFactory(body=body, published=True)

        actions.link_policy(policy_id=policy.pk, information_id=piece.pk, role="measure", by=None, at=AT)

        policy.refresh_from_db()
        assert policy.state == "open"
        assert list(UpperPolicy.objects.of_county(body.county).without_measure()) == []

    def test_a_piece_of_another_county_is_not_linked(self, policy):
        elsewhere = InformationFactory(published=True)

        with pytest.raises(ResponseRefused, match=Refusal.ELSEWHERE):
            actions.link_policy(policy_id=policy.pk, information_id=elsewhere.pk, role="measure", by=None, at=AT)

    def test_a_link_is_made_once_and_can_be_taken_back(self, policy, body):
        piece = InformationFactory(body=body)
        tie = actions.link_policy(policy_id=policy.pk, information_id=piece.pk, role="measure", by=None, at=AT)
        with pytest.raises(ResponseRefused, match=Refusal.LINKED_ALREADY):
            actions.link_policy(policy_id=policy.pk, information_id=piece.pk, role="relay", by=None, at=AT)

        actions.unlink_policy(link_id=tie.pk, by=None, at=AT)

        assert not PolicyLink.objects.exists()

    def test_a_public_relay_is_withdrawn_and_not_just_unlinked(self, body):
        piece = InformationFactory(body=body, published=True)
        tie = PolicyLinkFactory(policy=UpperPolicyFactory(county=body.county), information=piece, role="relay")

        with pytest.raises(ResponseRefused, match=Refusal.NOT_OPEN):
            actions.unlink_policy(link_id=tie.pk, by=None, at=AT)


class TestSettlingOtherwise:
    def test_a_link_settles_it(self, policy, chief):
        actions.link_only(policy_id=policy.pk, url="https://province.example.org/9.html", by=chief, at=AT)

        policy.refresh_from_db()
        assert (policy.state, policy.settled_by) == ("linked", chief)

    def test_what_is_no_address_settles_nothing(self, policy, chief):
        with pytest.raises(ResponseRefused, match=Refusal.ADDRESS_WRONG):
            actions.link_only(policy_id=policy.pk, url="javascript:alert(1)", by=chief, at=AT)

    def test_set_aside_with_a_reason_and_opened_again(self, policy, chief):
        actions.set_aside(policy_id=policy.pk, reason="本县没有这类机构", by=chief, at=AT)
        actions.reopen_policy(policy_id=policy.pk, reason="新设了一家", by=chief, at=AT)

        policy.refresh_from_db()
        assert (policy.state, policy.reason) == ("open", "")

    def test_a_clerk_does_not_set_aside(self, policy, clerk):
        with pytest.raises(ResponseRefused, match=Refusal.NOT_PERMITTED):
            actions.set_aside(policy_id=policy.pk, reason="不想转", by=clerk, at=AT)


def test_settings_of_a_county_are_checked(body):
    from gongkai.organisations import actions as organisations
    from gongkai.organisations.rules.settings import SettingRefused

    for key, value in [
        ("interpretation.feeds", ["http://province.example.org/feed.xml"]),
        ("interpretation.feeds", ["https://user@province.example.org/"]),
        ("interpretation.count_from", "随便"),
        ("interpretation.response_hours", 72),
    ]:
        with pytest.raises(SettingRefused):
            organisations.set_setting(
                county_id=body.county_id, key=key, value=value, valid_from=AT.date(), by=None, at=AT
            )

    assert not CountySetting.objects.exists()


def test_a_row_of_no_version_in_force_is_not_proposed(body):
    RowFactory(county=body.county, owners=[body], basis=[{"name": "社会救助暂行办法", "no": None}])

    (policy,) = take_in(body).added

    assert Row.objects.exists()
    assert not policy.matches.exists()
    assert policy.body is None


def test_a_rejected_matter_stays_known_as_rejected(policy, chief):
    match = PolicyMatchFactory(policy=policy)

    actions.judge_match(match_id=match.pk, is_relevant=False, by=chief, at=AT)

    match.refresh_from_db()
    assert match.verdict == PolicyMatch.Verdict.REJECTED
