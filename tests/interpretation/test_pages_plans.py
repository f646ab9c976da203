"""What the desk shows of policies and their plans, and what its buttons do."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.interpretation.models import Exemption, Material, Plan
from gongkai.interpretation.rules.standing import Standing
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from tests.factories.interpretation import (
    ExemptionFactory,
    ExplanationFactory,
    MaterialFactory,
    PlanFactory,
    PolicyFactory,
)
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.interpretation.conftest import AT, HEAD, LINE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture(autouse=True)
def _signed_in(client, clerk):
    client.force_login(clerk)


@pytest.fixture
def plan(policy):
    return PlanFactory(policy=policy)


def desk(name, *args):
    return reverse(f"interpretation_workbench:{name}", args=args)


def shown(client, name, *args, **query):
    answer = client.get(desk(name, *args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


class TestTheList:
    def test_it_is_empty_and_says_what_will_come(self, client):
        assert "还没有要解读的政策" in shown(client, "policies")

    def test_an_announcement_is_not_in_it(self, client, body):
        InformationFactory(body=body, title="放假公告")

        assert "放假公告" not in shown(client, "policies")

    def test_each_policy_stands_where_it_is(self, client, body, clerk, chief):
        own = {"body": body, "drafted_by": clerk}
        missing = PolicyFactory(**own, title="甲办法")
        preparing = PlanFactory(policy=PolicyFactory(**own, title="乙办法")).policy
        ready = PolicyFactory(**own, title="丙办法", in_review=True)
        piece = ExplanationFactory(interprets=ready, in_review=True)
        MaterialFactory(plan=PlanFactory(policy=ready), information=piece)
        publishing.sign_off(information_id=piece.pk, by=chief, at=AT)
        released = PolicyFactory(**own, title="丁办法", published=True)
        ExplanationFactory(interprets=released, published=True)
        exempt = ExemptionFactory(policy=PolicyFactory(**own, title="戊办法")).policy

        for standing, policy in (
            (Standing.MISSING, missing),
            (Standing.PREPARING, preparing),
            (Standing.READY, ready),
            (Standing.RELEASED, released),
            (Standing.EXEMPT, exempt),
        ):
            rows = client.get(desk("policies"), {"standing": standing}).context["rows"]
            assert [row.title for row in rows] == [policy.title]

    def test_a_policy_published_before_all_its_materials_is_not_done(self, client, body):
        policy = PolicyFactory(body=body, published=True)
        ExplanationFactory(interprets=policy, published=True)
        MaterialFactory(plan=PlanFactory(policy=policy), written=True)

        rows = client.get(desk("policies"), {"standing": "preparing"}).context["rows"]
        assert [row.title for row in rows] == [policy.title]

    def test_a_standing_with_nothing_in_it_offers_the_way_back(self, client, policy):
        assert "显示全部" in shown(client, "policies", standing="exempt")

    def test_a_standing_that_nobody_knows_shows_all(self, client, policy):
        assert policy.title in shown(client, "policies", standing="nonsense")

    def test_another_bodys_policies_are_not_in_it(self, client, body):
        other = PolicyFactory(body=BodyFactory(county=body.county), title="别家办法")

        assert other.title not in shown(client, "policies")

    def test_a_long_list_is_paged_and_costs_no_more_queries(self, client, body, clerk):
        def more(count):
            for _nth in range(count):
                MaterialFactory(plan=PlanFactory(policy=PolicyFactory(body=body, drafted_by=clerk)), written=True)

        more(2)
        few = queries(client, desk("policies"))
        more(31)

        assert queries(client, desk("policies")) <= few + 1  # the pager's own
        assert "下一页" in shown(client, "policies")


class TestThePage:
    def test_without_a_plan_it_offers_to_make_one(self, client, policy):
        page = shown(client, "plan", policy.public_id)

        assert "做解读方案" in page
        assert "谁起草谁解读" in page

    def test_a_plan_is_made(self, client, policy):
        answer = client.post(desk("plan", policy.public_id), HEAD)

        assert answer.status_code == 302
        assert Plan.objects.get().policy == policy

    def test_a_form_that_lacks_the_head_keeps_what_was_typed(self, client, policy):
        answer = client.post(desk("plan", policy.public_id), HEAD | {"head": ""})

        assert answer.status_code == 422
        assert "请写明第一解读人" in answer.text
        assert "陆知微" in answer.text

    def test_a_line_is_added_changed_and_taken_out(self, client, plan, policy):
        client.post(desk("add_material", policy.public_id), LINE)
        line = Material.objects.get()
        client.post(desk("material", policy.public_id, line.pk), LINE | {"form": "case"})
        line.refresh_from_db()
        assert line.form == "case"

        client.post(desk("remove_material", policy.public_id, line.pk))
        assert not Material.objects.exists()

    def test_a_line_without_a_day_is_shown_again(self, client, plan, policy):
        answer = client.post(desk("add_material", policy.public_id), LINE | {"due_on": ""})
        changed = client.post(
            desk("material", policy.public_id, MaterialFactory(plan=plan).pk), LINE | {"responsible": ""}
        )

        assert (answer.status_code, changed.status_code) == (422, 422)
        assert "请填写完成期限" in answer.text
        assert "请填写责任人" in changed.text

    def test_a_draft_is_begun_from_its_line(self, client, plan, policy):
        line = MaterialFactory(plan=plan)

        answer = client.post(desk("start_material", policy.public_id, line.pk))

        line.refresh_from_db()
        assert answer["Location"] == reverse("publishing_workbench:edit", args=[line.information.public_id])

    def test_an_interpretation_written_already_is_tied(self, client, plan, policy):
        line = MaterialFactory(plan=plan)
        piece = ExplanationFactory(interprets=policy, title="旧的问答")
        assert "旧的问答" in shown(client, "material", policy.public_id, line.pk)

        client.post(desk("tie_material", policy.public_id, line.pk), {"information_id": piece.pk})

        line.refresh_from_db()
        assert line.information == piece

    def test_what_is_not_offered_is_not_tied(self, client, plan, policy, body):
        line = MaterialFactory(plan=plan)
        foreign = ExplanationFactory(interprets=PolicyFactory(body=body))

        answer = client.post(
            desk("tie_material", policy.public_id, line.pk), {"information_id": foreign.pk}, follow=True
        )

        line.refresh_from_db()
        assert line.information is None
        assert "请选择这份文件的一件解读稿" in answer.text

    def test_a_copy_of_the_policy_is_warned_of_with_the_passages(self, client, policy, plan):
        clause = "补贴标准为每亩九十八元六角，按核定面积一次发放到一卡通账户。"
        Information.objects.filter(pk=policy.pk).update(text=clause * 3)
        MaterialFactory(plan=plan, information=ExplanationFactory(interprets=policy, text=clause * 3))

        page = shown(client, "plan", policy.public_id)

        assert "解读有100%的文字与文件原文相同" in page
        assert "补贴标准为每亩九十八元六角" in page

    def test_the_contents_are_ticked_by_the_text_and_by_hand(self, client, policy, plan):
        piece = ExplanationFactory(interprets=policy, text="一、背景和依据")
        line = MaterialFactory(plan=plan, information=piece)
        assert "8项要素，已有1项" in shown(client, "plan", policy.public_id)

        ticked = {"element": "interpretation:scope", "is_ticked": "yes"}
        client.post(desk("tick_material", policy.public_id, line.pk), ticked)
        client.post(desk("tick_material", policy.public_id, line.pk), ticked | {"element": "nonsense"})

        assert "8项要素，已有2项" in shown(client, "plan", policy.public_id)
        assert Information.objects.get(pk=piece.pk).checklist == {"interpretation:scope": True}

    def test_it_says_what_still_holds_the_policy_back(self, client, policy, plan):
        MaterialFactory(plan=plan)

        page = shown(client, "plan", policy.public_id)

        assert "有解读材料还没有动笔" in page
        assert "前两项不具备，文件不能签发" in page

    def test_a_line_past_its_day_says_so(self, client, policy, plan):
        MaterialFactory(plan=plan, due_on=AT.date().replace(day=1))

        assert "已过期" in shown(client, "plan", policy.public_id)

    def test_a_plan_made_by_mistake_is_thrown_away(self, client, policy, plan):
        client.post(desk("drop_plan", policy.public_id))

        assert not Plan.objects.exists()

    def test_it_costs_no_more_queries_for_more_lines(self, client, policy, plan):
        MaterialFactory(plan=plan, written=True)
        few = queries(client, desk("plan", policy.public_id))
        MaterialFactory.create_batch(20, plan=plan, written=True)

        assert queries(client, desk("plan", policy.public_id)) == few


class TestReleasing:
    @pytest.fixture
    def cleared(self, policy, plan, chief):
        piece = ExplanationFactory(interprets=policy, in_review=True)
        MaterialFactory(plan=plan, information=piece)
        for one in (policy, piece):
            publishing.sign_off(information_id=one.pk, by=chief, at=AT)
        return piece

    def test_one_button_publishes_both(self, client, policy, cleared, chief):
        client.force_login(chief)
        assert "同步公开" in shown(client, "plan", policy.public_id)

        answer = client.post(desk("release", policy.public_id), follow=True)

        assert "文件和解读已同步公开" in answer.text
        assert set(Information.objects.values_list("state", flat=True)) == {"published"}

    def test_there_is_no_button_while_something_is_behind(self, client, policy, plan, chief):
        client.force_login(chief)
        MaterialFactory(plan=plan, written=True)

        assert "同步公开" not in shown(client, "plan", policy.public_id)

    def test_what_is_refused_is_said(self, client, policy, cleared, chief):
        client.force_login(chief)
        MaterialFactory(plan=policy.interpretation_plan, title="发布会")

        answer = client.post(desk("release", policy.public_id), follow=True)

        assert "还没有签发：《发布会》" in answer.text
        assert set(Information.objects.values_list("state", flat=True)) == {"signed_off"}

    def test_the_reader_of_either_finds_the_other(self, client, policy, cleared, chief):
        client.force_login(chief)
        client.post(desk("release", policy.public_id))

        of_policy = client.get(reverse("publishing_portal:information", args=[policy.public_id])).text
        of_piece = client.get(reverse("publishing_portal:information", args=[cleared.public_id])).text

        assert cleared.title in of_policy
        assert policy.title in of_piece


class TestGoingWithout:
    @pytest.fixture(autouse=True)
    def _as_chief(self, client, chief):
        client.force_login(chief)

    def test_the_reason_is_asked_for_and_shown(self, client, policy):
        refused = client.post(desk("exempt", policy.public_id), {"ground": "internal", "reason": ""})
        assert refused.status_code == 422
        assert "请写明为什么不必解读" in refused.text

        client.post(desk("exempt", policy.public_id), {"ground": "internal", "reason": "只管公文流转。"})

        page = shown(client, "plan", policy.public_id)
        assert "只规范机关内部管理：只管公文流转。" in page

    def test_it_can_be_lifted(self, client, policy):
        ExemptionFactory(policy=policy)

        client.post(desk("lift_exemption", policy.public_id))

        assert not Exemption.objects.exists()

    def test_the_author_is_told_to_ask_somebody_else(self, client, body, chief):
        own = PolicyFactory(body=body, drafted_by=chief)

        assert "须由他人决定免予解读" in shown(client, "exempt", own.public_id)
        refused = client.post(desk("exempt", own.public_id), {"ground": "internal", "reason": "只管公文流转。"})
        assert refused.status_code == 422
        assert not Exemption.objects.exists()


class TestOthers:
    def test_who_only_drafts_may_not_exempt(self, client, policy):
        assert client.get(desk("exempt", policy.public_id)).status_code == 403

    def test_another_body_sees_no_plan(self, client, policy, plan):
        client.force_login(OfficerFactory(body=BodyFactory(county=policy.county), role=Role.PUBLISHER))

        for name in ("plan", "drop_plan", "release"):
            assert client.post(desk(name, policy.public_id)).status_code in (403, 404)
        assert Plan.objects.exists()

    def test_another_county_sees_none(self, client, policy, plan):
        line = MaterialFactory(plan=plan)
        client.force_login(OfficerFactory(body=BodyFactory(), role=Role.PUBLISHER))

        assert client.get(desk("plan", policy.public_id)).status_code == 404
        assert client.get(desk("material", policy.public_id, line.pk)).status_code == 404

    def test_a_line_of_another_plan_is_not_found_under_this_one(self, client, policy, plan, body):
        foreign = MaterialFactory(plan=PlanFactory(policy=PolicyFactory(body=body)))

        assert client.get(desk("material", policy.public_id, foreign.pk)).status_code == 404

    def test_an_announcement_has_no_page_here(self, client, body):
        assert client.get(desk("plan", InformationFactory(body=body).public_id)).status_code == 404


class TestBesideThePiece:
    @pytest.mark.parametrize(("name", "state"), [("edit", {}), ("review", {"in_review": True})])
    def test_editor_and_review_lead_to_the_plan_and_say_how_it_stands(self, client, body, clerk, name, state):
        policy = PolicyFactory(body=body, drafted_by=clerk, **state)

        page = client.get(reverse(f"publishing_workbench:{name}", args=[policy.public_id])).text

        assert desk("plan", policy.public_id) in page
        assert "需做方案" in page

    def test_what_needs_no_interpretation_has_no_such_link(self, client, body, clerk):
        notice = InformationFactory(body=body, drafted_by=clerk)

        page = client.get(reverse("publishing_workbench:edit", args=[notice.public_id])).text

        assert desk("plan", notice.public_id) not in page

    def test_readers_see_nothing_of_it(self, client, body):
        policy = PolicyFactory(body=body, published=True)

        page = client.get(reverse("publishing_portal:information", args=[policy.public_id])).text

        assert desk("plan", policy.public_id) not in page
