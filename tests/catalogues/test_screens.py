"""The compile screen: what it shows, how rows are decided on it, with script and without."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions
from gongkai.catalogues.models import Decision, Row
from gongkai.organisations.rules.roles import Role
from tests.catalogues.conftest import MORNING
from tests.catalogues.desk_pages import HTMX, queries_of, url
from tests.factories.catalogues import FindingFactory, RowFactory
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.standards import ItemTextFactory


@pytest.fixture
def rows(draft):
    return list(draft.rows.order_by("position"))


def test_the_tree_tells_the_progress_of_each_field(desk, draft, rows):
    actions.adopt(rows=rows[:2], by=None, at=MORNING)

    page = desk.get(url("field", draft.pk, "social-assistance"))

    assert "2/3" in page.text
    assert "审核审批信息" in page.text


def test_a_row_opens_with_its_texts_and_why_it_stands(desk, rows):
    page = desk.get(url("row", rows[1].pk))

    assert "公开依据" in page.text
    assert "民政局" in page.text
    assert 'id="opened"' in page.text


def test_htmx_gets_the_part_that_changes_and_a_browser_the_page(desk, rows):
    part = desk.get(url("row", rows[0].pk), headers=HTMX)
    page = desk.get(url("row", rows[0].pk))

    assert "<html" not in part.text
    assert 'id="compile-rows"' in part.text
    assert "<html" in page.text
    assert "HX-Request" in part["Vary"]


def test_going_back_in_history_restores_the_whole_page(desk, rows):
    restored = desk.get(url("row", rows[0].pk), headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert "<html" in restored.text


def test_adopting_goes_on_to_the_next_undecided_row(desk, rows):
    answer = desk.post(url("adopt", rows[0].pk))

    rows[0].refresh_from_db()
    assert rows[0].decision == Decision.ADOPTED
    assert answer["Location"] == f"{url('row', rows[1].pk)}#opened"


def test_after_the_last_undecided_row_comes_the_field(desk, draft, rows):
    actions.adopt(rows=rows[1:], by=None, at=MORNING)

    answer = desk.post(url("adopt", rows[0].pk))

    assert answer["Location"] == url("field", draft.pk, "social-assistance")


def typed(row, **changes):
    """The form of adapting as a person leaves it."""
    as_it_stands = {
        "l1": row.l1,
        "l2": row.l2,
        "content": "\n".join(part["text"] for part in row.content),
        "basis": "\n".join(f"《{law['name']}》（{law['no']}）" for law in row.basis),
        "time_limit": row.time_limit,
        "subject": "\n".join(row.subject),
        "channels": "\n".join(row.channels),
        "everyone": "on",
        "groups": "",
        "mode": row.mode,
        "levels": row.levels,
        "reason": "县里要求更快",
    }
    return {**as_it_stands, **changes}


def test_adapting_takes_only_what_was_changed(desk, rows):
    shorter = "自信息形成或者变更之日起10个工作日内"

    desk.post(url("adapt", rows[0].pk), typed(rows[0], time_limit=shorter))

    rows[0].refresh_from_db()
    assert (rows[0].decision, rows[0].adapted_elements) == (Decision.ADAPTED, ["time_limit"])
    assert rows[0].reason == "县里要求更快"
    assert rows[0].basis == [{"name": "社会救助暂行办法", "no": "国务院令第649号"}]


def test_an_adapted_row_shows_what_went_and_what_came(desk, draft, rows):
    desk.post(url("adapt", rows[0].pk), typed(rows[0], time_limit="自信息形成或者变更之日起10个工作日内"))

    opened = desk.get(url("row", rows[0].pk)).text
    listed = desk.get(url("field", draft.pk, "social-assistance")).text

    for page in (opened, listed):
        assert "<del>20</del><ins>10</ins>" in page


def test_words_that_stay_keep_their_stage_when_content_is_adapted(desk, rows):
    actions.set_stage(row=rows[0], element=0, stage="服务", by=None, at=MORNING)

    desk.post(url("adapt", rows[0].pk), typed(rows[0], content="政策法规\n办理结果名单"))

    rows[0].refresh_from_db()
    assert rows[0].content == [{"text": "政策法规", "stage": "服务"}, {"text": "办理结果名单", "stage": "结果"}]


def test_what_is_wrong_stands_in_the_form_and_nothing_typed_is_lost(desk, rows):
    answer = desk.post(url("adapt", rows[0].pk), typed(rows[0], l2="新的名称", reason=""), headers=HTMX)

    assert answer.status_code == 422
    assert "新的名称" in answer.text
    assert 'id="id_reason_error"' in answer.text
    assert answer["HX-Push-Url"] == "false"


def test_a_refusal_of_the_action_is_told_in_the_form(desk, rows):
    answer = desk.post(url("adapt", rows[0].pk), typed(rows[0]))

    assert answer.status_code == 422
    assert "没有改动。" in answer.text


def test_an_audience_of_groups_is_read_line_by_line(desk, rows):
    desk.post(url("adapt", rows[0].pk), typed(rows[0], everyone="", groups="申请人\n共同生活的家庭成员"))

    rows[0].refresh_from_db()
    assert rows[0].audience == {"all": False, "groups": ["申请人", "共同生活的家庭成员"]}


def test_a_row_is_set_aside_with_reason_and_approver(desk, place, rows):
    signer = OfficerFactory(body=place.office, role=Role.APPROVER)

    desk.post(url("set_aside", rows[0].pk), {"reason": "本县没有这项职权", "approved_by": signer.pk})

    rows[0].refresh_from_db()
    assert rows[0].decision == Decision.NOT_APPLICABLE
    assert (rows[0].reason, rows[0].approved_by) == ("本县没有这项职权", signer)


def test_nobody_approves_her_own_setting_aside(desk, place, rows):
    answer = desk.post(url("set_aside", rows[0].pk), {"reason": "本县没有这项职权", "approved_by": place.chief.pk})

    rows[0].refresh_from_db()
    assert answer.status_code == 422
    assert rows[0].decision == Decision.UNDECIDED


def test_splitting_sends_each_element_to_its_part(desk, draft, rows):
    parts = {"part1": "政策", "part2": "联系方式", "element0": "1", "element1": "2", "reason": "两个科室分管"}

    desk.post(url("split", rows[0].pk), parts)

    made = draft.rows.filter(matter__split_from=rows[0].matter).order_by("position")
    assert [(row.l2, [part["text"] for part in row.content]) for row in made] == [
        ("政策", ["政策法规"]),
        ("联系方式", ["联系电话"]),
    ]


def test_a_named_part_without_an_element_is_refused(desk, rows):
    parts = {"part1": "政策", "part2": "联系方式", "element0": "1", "element1": "1", "reason": "两个科室分管"}

    answer = desk.post(url("split", rows[0].pk), parts)

    assert answer.status_code == 422
    assert "这一部分还没有分到公开内容。" in answer.text


def test_stages_are_corrected_element_by_element(desk, rows):
    desk.post(url("stages", rows[0].pk), {"element0": "决策", "element1": "执行"})

    rows[0].refresh_from_db()
    assert [part["stage"] for part in rows[0].content] == ["决策", "执行"]


def test_a_decided_row_goes_back_to_undecided(desk, rows):
    actions.adopt(rows=[rows[0]], by=None, at=MORNING)

    desk.post(url("reset", rows[0].pk))

    rows[0].refresh_from_db()
    assert rows[0].decision == Decision.UNDECIDED


def test_what_is_not_ticked_is_the_exception(desk, draft, rows):
    desk.post(url("adopt_ticked", draft.pk, "social-assistance"), {"rows": [rows[0].pk, rows[1].pk]})

    decisions = list(draft.rows.order_by("position").values_list("decision", flat=True))
    assert decisions == ["adopted", "adopted", "undecided"]


def test_a_group_is_adopted_without_touching_the_others(desk, draft, rows):
    ticked = [row.pk for row in rows]

    desk.post(url("adopt_ticked", draft.pk, "social-assistance"), {"rows": ticked, "l1": "最低生活保障"})

    decisions = list(draft.rows.order_by("position").values_list("decision", flat=True))
    assert decisions == ["undecided", "adopted", "adopted"]


def test_nothing_ticked_changes_nothing_and_says_so(desk, draft):
    answer = desk.post(url("adopt_ticked", draft.pk, "social-assistance"), follow=True)

    assert "没有勾选任何行" in answer.text
    assert not draft.batches.exists()


def test_ticked_rows_are_set_aside_after_asking_why(desk, place, draft, rows):
    signer = OfficerFactory(body=place.office, role=Role.APPROVER)
    ticked = [rows[0].pk, rows[2].pk]
    address = url("set_aside_ticked", draft.pk, "social-assistance")

    asked = desk.post(address, {"rows": ticked}, headers=HTMX)
    desk.post(address, {"rows": ticked, "reason": "市级统一办理", "approved_by": signer.pk})

    decisions = list(draft.rows.order_by("position").values_list("decision", flat=True))
    assert "把勾选的 2 行设为不适用" in asked.text
    assert decisions == ["not_applicable", "undecided", "not_applicable"]


def test_the_last_act_is_taken_back_whole(desk, draft, rows):
    desk.post(url("adopt_ticked", draft.pk, "social-assistance"), {"rows": [row.pk for row in rows]})
    batch = draft.batches.get()

    offered = desk.get(url("field", draft.pk, "social-assistance"))
    desk.post(url("undo", batch.pk))

    assert url("undo", batch.pk) in offered.text
    assert draft.rows.undecided().count() == 3


def test_setting_aside_many_asks_for_an_approver_too(desk, draft, rows):
    address = url("set_aside_ticked", draft.pk, "social-assistance")

    answer = desk.post(address, {"rows": [rows[0].pk], "reason": "市级统一办理", "approved_by": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert 'id="id_approved_by_error"' in answer.text
    assert draft.rows.undecided().count() == 3


def test_what_was_decided_again_since_cannot_be_taken_back(desk, draft, rows):
    desk.post(url("adopt", rows[0].pk))
    first = draft.batches.get()
    desk.post(url("adapt", rows[0].pk), typed(rows[0], time_limit="每季度"))

    page = desk.post(url("undo", first.pk), follow=True)

    assert "已经没有可以撤销的内容。" in page.text
    assert draft.rows.get(pk=rows[0].pk).decision == Decision.ADAPTED


def test_a_finding_is_settled_beside_its_row_and_one_stays_there(desk, draft, rows):
    finding = FindingFactory(version=draft, row=rows[0], detail={"time_limit": "适时"})

    answer = desk.post(url("settle", finding.pk), {"reason": "上级文件即如此", "stay": "row"})

    assert answer["Location"] == f"{url('row', rows[0].pk)}#opened"
    assert "适时" not in desk.get(url("row", rows[0].pk)).text


def test_a_row_that_nobody_owes_leads_to_the_table_of_subjects(desk, draft, rows):
    FindingFactory(version=draft, row=rows[0], code="no_body", blocks_issue=True, detail={"subject": ["某某部门"]})

    page = desk.get(url("row", rows[0].pk))

    assert url("set_subject") in page.text
    assert "去选定机构" in page.text


def test_the_filter_keeps_the_open_row_in_sight(desk, draft, rows):
    actions.adopt(rows=[rows[0]], by=None, at=MORNING)

    undecided = desk.get(url("field", draft.pk, "social-assistance"), {"show": "undecided"}).text
    opened = desk.get(url("row", rows[0].pk), {"show": "undecided"}).text

    assert "政策法规文件" not in undecided
    assert "政策法规文件" in opened


def test_an_empty_filter_says_so_and_offers_everything(desk, draft):
    page = desk.get(url("field", draft.pk, "social-assistance"), {"show": "adapted"})

    assert "这个条件下没有行" in page.text


def test_next_leads_to_the_next_row_that_needs_somebody(desk, draft, rows):
    actions.adopt(rows=[rows[1]], by=None, at=MORNING)

    answer = desk.get(url("next_needing", draft.pk), {"after": rows[0].pk})

    assert answer["Location"] == f"{url('row', rows[2].pk)}#opened"


def test_when_nothing_needs_anybody_next_leads_to_issuing(desk, draft, rows):
    actions.adopt(rows=rows, by=None, at=MORNING)

    assert desk.get(url("next_needing", draft.pk))["Location"] == url("issue", draft.pk)


def test_in_english_names_are_english_with_the_official_term_beside_them(desk, rows):
    desk.cookies["language"] = "en"

    page = desk.get(url("row", rows[0].pk))

    assert 'lang="en">Assistance' in page.text
    assert '<span class="official" lang="zh-Hans">政策法规文件</span>' in page.text


def test_whoever_only_supervises_sees_no_buttons(client, place, rows):
    client.force_login(OfficerFactory(body=place.office, role=Role.SUPERVISOR))

    page = client.get(url("row", rows[0].pk))

    assert page.status_code == 200
    assert url("adopt", rows[0].pk) not in page.text
    assert client.post(url("adopt", rows[0].pk)).status_code == 403


def test_a_publisher_has_no_business_here(client, place, draft):
    client.force_login(place.clerk)

    assert client.get(url("field", draft.pk, "social-assistance")).status_code == 403


def test_another_county_s_rows_are_not_found(client, rows):
    stranger = OfficerFactory(body=BodyFactory(), role=Role.OPENNESS_OFFICE)
    client.force_login(stranger)

    assert client.get(url("row", rows[0].pk)).status_code == 404
    assert client.post(url("adopt", rows[0].pk)).status_code == 404
    assert Row.objects.get(pk=rows[0].pk).decision == Decision.UNDECIDED


def test_a_township_decides_on_its_own_rows_against_the_county_s(client, place, draft, rows):
    version = next(v for v in place.townships() if v.catalogue.owner == place.north)
    officer = OfficerFactory(body=place.north, role=Role.OPENNESS_OFFICE)
    row = version.rows.first()
    client.force_login(officer)

    client.post(url("adapt", row.pk), typed(row, time_limit="自信息形成或者变更之日起5个工作日内"))
    page = client.get(url("row", row.pk))

    assert "恢复沿用县级" in page.text
    assert "<del>20</del><ins>5</ins>" in page.text


@pytest.mark.parametrize("opened", [False, True], ids=["field", "row"])
def test_a_long_field_takes_no_more_queries_than_a_short_one(desk, place, draft, rows, opened):
    address = url("row", rows[0].pk) if opened else url("field", draft.pk, "social-assistance")
    few = queries_of(desk, address)
    for n in range(60):
        text = ItemTextFactory(edition=place.edition, l1=f"第{n % 7}组", l2=f"第{n}行")
        RowFactory(
            version=draft, matter__field=place.field, national=text, decision=Decision.ADAPTED, time_limit="每季度"
        )

    assert queries_of(desk, address) == few
