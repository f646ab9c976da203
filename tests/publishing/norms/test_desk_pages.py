"""The desk's register of documents, and what an officer puts down on the page of one."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest

from gongkai.kernel import clock
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Basis
from tests.factories.organisations import OfficerFactory
from tests.publishing.desk_pages import desk, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, approver):
    client.force_login(approver)
    return client


@pytest.fixture
def today(document):
    return clock.today()


def words_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def end(client, pieces, **said):
    given = {"act": "repeal", "on": clock.today().isoformat(), "basis": "某省决定", "id": [p.public_id for p in pieces]}
    return client.post(desk("end_norms"), given | said)


def test_each_document_stands_in_the_register_with_its_validity(signed_in, make):
    make("明镜县供水办法")
    gone = make("明镜县旧供水办法")
    actions.repeal(information_ids=[gone.pk], basis=Basis(text="决定"), on=clock.today(), by=None, at=clock.now())

    everything, repealed = (
        words_of(signed_in.get(desk("norms"))),
        words_of(signed_in.get(desk("norms"), {"state": "repealed"})),
    )

    assert "明镜县供水办法" in everything
    assert "明镜县旧供水办法" in repealed
    assert "明镜县供水办法" not in repealed


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "lapsing"}, "明镜县将到期办法"),
        ({"state": "to_be_filed"}, "明镜县将到期办法"),
        ({"words": "到期"}, "明镜县将到期办法"),
        ({"words": "〔2024〕77号"}, "明镜县将到期办法"),
        ({"kind": "policy"}, "明镜县扶持政策"),
    ],
)
def test_the_register_is_sifted(signed_in, make, asked, found):
    make("明镜县将到期办法", expires_on=clock.today() + timedelta(days=30), document_number="明政规〔2024〕77号")
    make("明镜县扶持政策", kind="policy")
    make("明镜县长久办法", filed_on=clock.today())

    page = words_of(signed_in.get(desk("norms"), asked))

    assert found in page
    assert "明镜县长久办法" not in page


@pytest.mark.parametrize("asked", [{"state": "nonsense"}, {"body": "nobody"}, {"kind": "guide"}, {"after": "§"}])
def test_a_filter_that_cannot_be_read_shows_all(signed_in, document, asked):
    assert document.title in words_of(signed_in.get(desk("norms"), asked))


def test_an_empty_register_says_how_it_fills(signed_in):
    assert "还没有公开的规范性文件" in words_of(signed_in.get(desk("norms")))
    assert "没有符合条件的文件" in words_of(signed_in.get(desk("norms"), {"state": "amended"}))


def test_a_long_register_is_paged_at_a_constant_cost(signed_in, make, django_assert_max_num_queries):
    for number in range(35):
        make(f"明镜县第{number:02}号办法")

    with django_assert_max_num_queries(16):
        page = words_of(signed_in.get(desk("norms")))

    assert page.count("号办法</a>") == 30
    assert "下一页" in page


def test_the_register_opens_in_a_spreadsheet_and_runs_no_formula(signed_in, make):
    make("=HYPERLINK(1)", registration_number="MJGF-2024-01")

    answer = signed_in.get(desk("norms_file", "csv"))

    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True))["统一登记号"] == "MJGF-2024-01"
    assert row[0] == "'=HYPERLINK(1)"
    assert signed_in.get(desk("norms_file", "xlsx")).content[:2] == b"PK"
    assert signed_in.get(desk("norms_file", "exe")).status_code == 404


@pytest.mark.parametrize("named", ["document_number", "title", "address"])
def test_a_basis_is_found_by_number_title_or_address(signed_in, document, decision, named):
    said = f"https://www.example.org{page_of(decision)}" if named == "address" else getattr(decision, named)

    assert end(signed_in, [document], basis=said).status_code == 302

    assert f'href="{page_of(decision)}"' in words_of(signed_in.get(page_of(document)))


def test_a_basis_is_found_however_its_number_and_title_were_typed(signed_in, document, decision):
    for said in (f"《{decision.title}》", decision.document_number.replace("〔", "[").replace("〕", "]")):
        document.validity_changes.all().delete()
        document.ending, document.ended_on, document.validity = "", None, "effective"
        document.save()

        assert end(signed_in, [document], basis=said).status_code == 302

        assert document.validity_changes.get().basis_id == decision.pk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("明镜县人民政府决定", "有几件文件都叫这个名称"),
        ("https://www.example.org/info/nothing123/", "这个地址没有公开的文件"),
    ],
)
def test_a_basis_that_names_several_or_leads_nowhere_is_asked_for_again(signed_in, document, make, said, told):
    make("明镜县人民政府决定")
    make("明镜县人民政府决定")

    page = words_of(end(signed_in, [document], basis=said), status=422)

    assert told in page
    assert not document.validity_changes.exists()


def test_a_basis_that_stands_elsewhere_is_kept_as_written(signed_in, document):
    end(signed_in, [document], basis="某省决定")

    assert "按所填文字登记" in words_of(signed_in.get(desk("norm", document.public_id)))


def test_what_was_put_down_already_is_not_put_down_twice(signed_in, document):
    first, again = end(signed_in, [document], act="amend"), end(signed_in, [document], act="amend")

    assert first.status_code == 302
    assert "同样的变更已经登记过" in words_of(again, status=422)
    assert document.validity_changes.count() == 1


def test_where_one_of_several_is_gone_none_is_put_down(signed_in, document, make):
    gone = make("明镜县撤回的办法")
    actions.withdraw(information_id=gone.pk, kind="error", reason="内容有误", by=None, at=clock.now())

    page = words_of(end(signed_in, [document, gone]), status=422)

    assert "有 1 件所选的文件已不在登记表里" in page
    assert not document.validity_changes.exists()


def test_one_decision_ends_several_or_none(signed_in, document, make):
    over = make("明镜县旧办法", validity="repealed")

    refused = words_of(end(signed_in, [document, over]), status=422)

    assert "《明镜县旧办法》" in refused
    assert "某省决定" in refused
    document.refresh_from_db()
    assert document.validity == "effective"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"basis": ""}, "请写明依据文件"),
        ({"on": ""}, "请填写从哪一天起"),
        ({"act": "extend"}, "选择一个有效的选项"),
        ({"on": "2019-01-01"}, "早于文件的成文日期"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(signed_in, document, said, told):
    page = words_of(end(signed_in, [document], note="按决定办理", **said), status=422)

    assert told in page
    assert "按决定办理" in page


def test_a_change_needs_documents(signed_in, document):
    assert "请先选择文件" in words_of(signed_in.get(desk("end_norms")))
    assert "请先选择文件" in words_of(end(signed_in, []), status=422)


def revoke(client, document, reason="登记到了别的文件上"):
    """Press the button of the page as it stands."""
    page = words_of(client.get(desk("norm", document.public_id)))
    shown = re.search(r'name="revoke-change_id" value="(\d+)"', page)
    return client.post(
        desk("revoke_norm_change", document.public_id),
        {"revoke-reason": reason, "revoke-change_id": shown[1] if shown else "1"},
    )


def test_a_change_of_a_day_to_come_is_shown_and_can_be_taken_back(signed_in, document):
    end(signed_in, [document], on=(clock.today() + timedelta(days=9)).isoformat())
    shown = words_of(signed_in.get(desk("norm", document.public_id)))

    missing = words_of(revoke(signed_in, document, reason=""), status=422)
    revoke(signed_in, document)
    after = words_of(signed_in.get(desk("norm", document.public_id)))

    assert "起废止" in shown
    assert "请写明理由" in missing
    assert "登记到了别的文件上" in after
    assert "登记错了，撤销" not in after
    assert "起废止" not in words_of(signed_in.get(page_of(document)))


def test_a_page_that_is_sent_twice_takes_back_one_change(signed_in, document):
    end(signed_in, [document], act="amend")
    end(signed_in, [document], act="repeal")
    last = document.validity_changes.order_by("pk").last()
    said = {"revoke-reason": "登记错了", "revoke-change_id": last.pk}

    signed_in.post(desk("revoke_norm_change", document.public_id), said)
    again = signed_in.post(desk("revoke_norm_change", document.public_id), said)

    assert "只能撤销最近一次登记" in words_of(again, status=422)
    assert document.validity_changes.filter(revoked_at=None).count() == 1


def test_nothing_is_taken_back_where_nothing_was_put_down(signed_in, document):
    assert "只能撤销最近一次登记" in words_of(revoke(signed_in, document), status=422)


def test_a_document_without_an_end_is_not_given_one_as_more_time(signed_in, document, today):
    assert "登记延长有效期" not in words_of(signed_in.get(desk("norm", document.public_id)))

    page = signed_in.post(
        desk("extend_norm", document.public_id),
        {"extend-expires_on": (today + timedelta(days=400)).isoformat(), "extend-basis": "常务会议纪要"},
    )

    assert "不需要延长" in words_of(page, status=422)


def test_a_document_is_given_more_time(signed_in, make, today):
    piece = make("明镜县试行办法", expires_on=today + timedelta(days=20))
    later = today + timedelta(days=400)

    sooner = signed_in.post(
        desk("extend_norm", piece.public_id), {"extend-expires_on": today.isoformat(), "extend-basis": "常务会议纪要"}
    )
    signed_in.post(
        desk("extend_norm", piece.public_id), {"extend-expires_on": later.isoformat(), "extend-basis": "常务会议纪要"}
    )

    assert "新的失效日期应晚于今天和原失效日期" in words_of(sooner, status=422)
    piece.refresh_from_db()
    assert piece.expires_on == later


def test_a_filing_is_put_down_and_put_right(signed_in, document, today):
    address = desk("note_filing", document.public_id)

    wrong = signed_in.post(
        address, {"filing-filing_number": "1号", "filing-filed_on": (today + timedelta(days=1)).isoformat()}
    )
    signed_in.post(address, {"filing-filing_number": "明备1号", "filing-filed_on": today.isoformat()})
    signed_in.post(address, {"filing-filing_number": "明备2号", "filing-filed_on": today.isoformat()})

    assert "备案日期应在" in words_of(wrong, status=422)
    page = words_of(signed_in.get(desk("norm", document.public_id)))
    assert "明备2号" in page
    assert "明备1号" not in page


def test_a_reviewer_reads_and_changes_nothing(client, body, document):
    client.force_login(OfficerFactory(body=body, role=Role.REVIEWER))

    page = words_of(client.get(desk("norm", document.public_id)))

    assert "登记变更由签发人或者政务公开办办理" in page
    assert desk("end_norms") not in page
    assert end(client, [document]).status_code == 403


def test_another_body_does_not_even_see_it(client, clerk_elsewhere, document):
    client.force_login(clerk_elsewhere)

    assert client.get(desk("norm", document.public_id)).status_code == 404
    assert document.title not in words_of(client.get(desk("norms")))
    assert "请先选择文件" in words_of(end(client, [document]), status=422)
    document.refresh_from_db()
    assert document.validity == "effective"


def test_what_is_no_document_has_no_such_page(signed_in, make):
    notice = make("关于停水的公告", kind="announcement", validity="")

    assert signed_in.get(desk("norm", notice.public_id)).status_code == 404
