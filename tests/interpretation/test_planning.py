"""Making a plan and its lines; tying pieces to them; deciding to go without."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.audit.models import Entry
from gongkai.interpretation import actions
from gongkai.interpretation.models import Exemption, Material, Plan
from gongkai.interpretation.rules.exemption import Ground
from gongkai.interpretation.rules.refusals import InterpretationRefused, Refusal
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions as publishing
from gongkai.publishing.actions import PublishingRefused
from gongkai.publishing.models import Information
from tests.factories.catalogues import RowFactory, VersionFactory
from tests.factories.interpretation import ExplanationFactory, MaterialFactory, PlanFactory, PolicyFactory
from tests.factories.organisations import BodyFactory, OfficerFactory, PostFactory
from tests.factories.publishing import InformationFactory
from tests.interpretation.conftest import AT, HEAD, LINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(policy):
    return PlanFactory(policy=policy)


@pytest.fixture
def line(plan):
    return MaterialFactory(plan=plan)


def recorded():
    return list(
        Entry.objects.filter(action__startswith="interpretation.").order_by("seq").values_list("action", flat=True)
    )


class TestThePlan:
    def test_who_drafts_interprets(self, policy, clerk, body):
        plan = actions.save_plan(policy_id=policy.pk, by=clerk, at=AT, **HEAD)

        assert (plan.body, plan.county, plan.head, plan.made_by) == (body, body.county, "沈砚秋", clerk)
        assert recorded() == ["interpretation.planned"]

    def test_a_policy_has_one_plan_which_is_changed(self, policy, clerk):
        actions.save_plan(policy_id=policy.pk, by=clerk, at=AT, **HEAD)
        actions.save_plan(policy_id=policy.pk, by=clerk, at=AT, **HEAD | {"head": "顾怀瑾"})

        assert Plan.objects.get().head == "顾怀瑾"
        assert recorded() == ["interpretation.planned", "interpretation.plan_changed"]

    def test_the_head_is_named(self, policy, clerk):
        with pytest.raises(InterpretationRefused, match=Refusal.HEAD_MISSING):
            actions.save_plan(policy_id=policy.pk, by=clerk, at=AT, **HEAD | {"head": " "})

    def test_what_is_no_policy_has_no_plan(self, body, clerk):
        with pytest.raises(InterpretationRefused, match=Refusal.NOT_A_POLICY):
            actions.save_plan(policy_id=InformationFactory(body=body).pk, by=clerk, at=AT, **HEAD)

    def test_grounds_that_nobody_knows_are_not_kept(self, policy, clerk):
        plan = actions.save_plan(policy_id=policy.pk, by=clerk, at=AT, **HEAD | {"grounds": ["specialist", "because"]})

        assert plan.grounds == ["specialist"]

    def test_nobody_plans_for_another_body(self, policy):
        stranger = OfficerFactory(body=BodyFactory(county=policy.county), role=Role.PUBLISHER)

        with pytest.raises(InterpretationRefused, match=Refusal.NOT_PERMITTED):
            actions.save_plan(policy_id=policy.pk, by=stranger, at=AT, **HEAD)

        assert not Plan.objects.exists()

    def test_a_plan_made_by_mistake_can_be_thrown_away(self, line, policy, clerk):
        actions.drop_plan(policy_id=policy.pk, by=clerk, at=AT)

        assert not Plan.objects.exists()
        assert not Material.objects.exists()

    def test_a_plan_with_a_piece_cannot(self, plan, policy, clerk):
        MaterialFactory(plan=plan, written=True)

        with pytest.raises(InterpretationRefused, match=Refusal.HAS_MATERIAL):
            actions.drop_plan(policy_id=policy.pk, by=clerk, at=AT)

    def test_a_plan_goes_with_its_policy(self, body, clerk):
        policy = PolicyFactory(body=body, drafted_by=clerk)
        MaterialFactory(plan=PlanFactory(policy=policy))

        publishing.discard_draft(information_id=policy.pk, by=clerk, at=AT)

        assert not Plan.objects.exists()


class TestItsLines:
    def test_a_line_names_form_day_and_person(self, plan, policy, clerk):
        line = actions.add_material(policy_id=policy.pk, by=clerk, at=AT, **LINE)

        assert (line.plan, line.form, line.due_on, line.responsible) == (plan, "chart", date(2025, 4, 5), "陆知微")

    def test_a_line_needs_a_plan(self, policy, clerk):
        with pytest.raises(InterpretationRefused, match=Refusal.NO_PLAN):
            actions.add_material(policy_id=policy.pk, by=clerk, at=AT, **LINE)

    def test_a_line_can_be_changed_and_the_record_keeps_what_it_was(self, line, clerk):
        actions.change_material(material_id=line.pk, by=clerk, at=AT, **LINE)

        line.refresh_from_db()
        assert line.form == "chart"
        assert line.responsible in Entry.objects.last().detail["before"]

    def test_a_line_without_a_piece_can_be_taken_out(self, line, clerk):
        actions.remove_material(material_id=line.pk, by=clerk, at=AT)

        assert not Material.objects.exists()

    def test_a_line_with_a_piece_stays(self, plan, clerk):
        line = MaterialFactory(plan=plan, written=True)

        with pytest.raises(InterpretationRefused, match=Refusal.HAS_PIECE):
            actions.remove_material(material_id=line.pk, by=clerk, at=AT)

    def test_nobody_changes_the_lines_of_another_body(self, line):
        stranger = OfficerFactory(body=BodyFactory(county=line.plan.county), role=Role.PUBLISHER)

        for act, facts in (
            (actions.change_material, LINE),
            (actions.remove_material, {}),
            (actions.start_material, {}),
        ):
            with pytest.raises(InterpretationRefused, match=Refusal.NOT_PERMITTED):
                act(material_id=line.pk, by=stranger, at=AT, **facts)


class TestItsPieces:
    def test_a_draft_begins_as_an_interpretation_of_the_policy_under_its_matter(self, line, policy, clerk):
        draft = actions.start_material(material_id=line.pk, by=clerk, at=AT)

        line.refresh_from_db()
        assert line.information == draft
        assert (draft.kind, draft.interprets, draft.title) == ("interpretation", policy, line.title)
        assert (draft.matter, draft.body) == (policy.matter, policy.body)

    def test_two_clicks_are_one_draft(self, line, clerk):
        first = actions.start_material(material_id=line.pk, by=clerk, at=AT)
        again = actions.start_material(material_id=line.pk, by=clerk, at=AT)

        assert first == again

    def test_a_discarded_draft_leaves_its_line(self, line, clerk):
        draft = actions.start_material(material_id=line.pk, by=clerk, at=AT)

        publishing.discard_draft(information_id=draft.pk, by=clerk, at=AT)

        line.refresh_from_db()
        assert line.information is None

    def test_what_the_catalogue_does_not_give_the_body_is_refused_and_ties_nothing(self, body, clerk):
        policy = PolicyFactory(body=body, row=RowFactory(version=VersionFactory(county=body.county), owners=[body]))
        line = MaterialFactory(plan=PlanFactory(policy=policy))

        with pytest.raises(PublishingRefused, match="not_owed"):
            actions.start_material(material_id=line.pk, by=clerk, at=AT)

        line.refresh_from_db()
        assert line.information is None

    def test_an_interpretation_written_already_can_be_tied(self, line, policy, clerk):
        piece = ExplanationFactory(interprets=policy)

        actions.tie_material(material_id=line.pk, information_id=piece.pk, by=clerk, at=AT)

        line.refresh_from_db()
        assert line.information == piece

    def test_the_interpretation_of_another_policy_cannot(self, line, clerk, body):
        other = ExplanationFactory(interprets=PolicyFactory(body=body))

        with pytest.raises(InterpretationRefused, match=Refusal.NOT_ITS_INTERPRETATION):
            actions.tie_material(material_id=line.pk, information_id=other.pk, by=clerk, at=AT)

    def test_one_piece_is_one_line(self, plan, line, clerk):
        taken = MaterialFactory(plan=plan, written=True)

        with pytest.raises(InterpretationRefused, match=Refusal.NOT_ITS_INTERPRETATION):
            actions.tie_material(material_id=line.pk, information_id=taken.information_id, by=clerk, at=AT)
        with pytest.raises(InterpretationRefused, match=Refusal.HAS_PIECE):
            actions.tie_material(material_id=taken.pk, information_id=taken.information_id, by=clerk, at=AT)


class TestGoingWithout:
    def exempt(self, policy, by, reason="只规范机关内部公文流转。"):
        return actions.exempt(policy_id=policy.pk, ground=Ground.INTERNAL, reason=reason, by=by, at=AT)

    def test_whoever_signs_off_decides_and_it_is_on_record(self, policy, chief):
        made = self.exempt(policy, chief)

        assert (made.ground, made.decided_by, made.decided_at) == ("internal", chief, AT)
        assert recorded() == ["interpretation.exempted"]
        assert Entry.objects.last().detail == {"ground": "internal", "reason": "只规范机关内部公文流转。"}

    def test_the_openness_office_may_decide_too(self, policy):
        office = BodyFactory(county=policy.county, kind="government-office")

        assert self.exempt(policy, OfficerFactory(body=office, role=Role.OPENNESS_OFFICE))

    def test_whoever_wrote_the_policy_may_not(self, policy, clerk):
        PostFactory(user=clerk, body=policy.body, role=Role.APPROVER)

        with pytest.raises(InterpretationRefused, match=Refusal.OWN_POLICY):
            self.exempt(policy, clerk)

    def test_nor_may_who_only_drafts(self, policy):
        with pytest.raises(InterpretationRefused, match=Refusal.NOT_PERMITTED):
            self.exempt(policy, OfficerFactory(body=policy.body, role=Role.PUBLISHER))

    def test_nor_another_body(self, policy):
        other = OfficerFactory(body=BodyFactory(county=policy.county), role=Role.APPROVER)

        with pytest.raises(InterpretationRefused, match=Refusal.NOT_PERMITTED):
            self.exempt(policy, other)

    def test_the_reason_is_in_words(self, policy, chief):
        with pytest.raises(InterpretationRefused, match=Refusal.REASON_MISSING):
            self.exempt(policy, chief, reason="  ")

    def test_what_is_no_policy_needs_no_exemption(self, body, chief):
        with pytest.raises(InterpretationRefused, match=Refusal.NOT_A_POLICY):
            self.exempt(InformationFactory(body=body), chief)

    def test_deciding_again_replaces_the_first(self, policy, chief):
        self.exempt(policy, chief)
        self.exempt(policy, chief, reason="经复核，确属内部管理。")

        assert Exemption.objects.get().reason == "经复核，确属内部管理。"

    def test_it_can_be_lifted(self, policy, chief):
        self.exempt(policy, chief)

        actions.lift_exemption(policy_id=policy.pk, by=chief, at=AT)

        assert not Exemption.objects.exists()

    def test_lifting_what_is_not_there_changes_nothing(self, policy, chief):
        actions.lift_exemption(policy_id=policy.pk, by=chief, at=AT)

        assert recorded() == []

    def test_not_once_the_policy_went_out_on_its_strength(self, policy, chief):
        self.exempt(policy, chief)
        publishing.sign_off_and_publish(information_id=policy.pk, by=chief, at=AT)

        with pytest.raises(InterpretationRefused, match=Refusal.ALREADY_PUBLIC):
            actions.lift_exemption(policy_id=policy.pk, by=chief, at=AT)

        assert Information.objects.get(pk=policy.pk).state == "published"
