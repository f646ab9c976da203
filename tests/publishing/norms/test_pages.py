"""What the page of a document says of its validity, and what the check of a normative draft finds."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.organisations import actions as organisations
from gongkai.publishing import actions
from gongkai.publishing.actions import Basis
from gongkai.publishing.queries.findings import found_in
from gongkai.publishing.rules.findings import Level
from tests.publishing.desk_pages import desk
from tests.publishing.norms.conftest import AT, DAY, ON

pytestmark = pytest.mark.django_db


def shown(client, piece):
    response = client.get(f"/info/{piece.public_id}/")
    assert response.status_code == 200
    return response.content.decode()


def test_both_pages_link_to_each_other(client, document, decision):
    actions.repeal(information_ids=[document.pk], basis=Basis(information_id=decision.pk), on=ON, by=None, at=AT)

    repealed, deciding = shown(client, document), shown(client, decision)

    assert "已自 2025年4月10日 起废止" in repealed
    assert f'href="/info/{decision.public_id}/"' in repealed
    assert "自 2025年4月10日 起废止：" in deciding
    assert f'href="/info/{document.public_id}/"' in deciding


def test_a_basis_that_was_withdrawn_is_named_by_its_number_and_fully_at_the_desk(client, document, decision, approver):
    actions.repeal(information_ids=[document.pk], basis=Basis(information_id=decision.pk), on=ON, by=None, at=AT)
    actions.withdraw(information_id=decision.pk, reason="内容有误", by=None, at=AT)

    page = shown(client, document)
    client.force_login(approver)
    at_desk = client.get(desk("norm", document.public_id)).content.decode()

    assert "一件已撤回的文件（明政发〔2025〕9号）" in page
    assert decision.title not in page
    assert decision.title in at_desk


def test_a_basis_that_stands_elsewhere_is_named_as_it_was_written(client, document):
    basis = Basis(text="<script>某省决定</script>")
    actions.amend(information_ids=[document.pk], basis=basis, on=ON, by=None, at=AT)

    page = shown(client, document)

    assert "&lt;script&gt;某省决定" in page
    assert "<script>某省决定" not in page


def test_more_time_and_the_numbers_are_shown(client, make):
    piece = make(expires_on=ON + 900 * DAY, registration_number="MJGF-2024-01")
    given = {"basis": Basis(text="某决定"), "by": None, "at": AT}
    actions.extend(information_id=piece.pk, expires_on=date(2030, 1, 1), **given)
    actions.note_filing(information_id=piece.pk, filing_number="明备〔2025〕1号", filed_on=ON, by=None, at=AT)

    page = shown(client, piece)

    for words in (
        "延长后自 2030年1月1日 起失效",
        "MJGF-2024-01",
        "明备〔2025〕1号",
        f"/info/{piece.public_id}/document.pdf",
    ):
        assert words in page


def test_what_was_taken_back_is_not_shown(client, document):
    change = actions.amend(information_ids=[document.pk], basis=Basis(text="某决定"), on=ON, by=None, at=AT)[0]
    actions.revoke(information_id=change.information_id, change_id=change.pk, reason="选错了", by=None, at=AT)

    assert "某决定" not in shown(client, document)


def faults(piece):
    return {found.kind: (found.level, found.shown) for found in found_in(piece, on=ON) if found.check == "norms"}


def test_a_draft_without_number_and_period_is_warned_of(make):
    draft = make("明镜县某办法（试行）", published=False, effective_on=date(2025, 5, 1))

    assert faults(draft) == {
        "registration_missing": (Level.WARN, ""),
        "period_missing": (Level.WARN, "2027-05-01"),
    }


def test_a_county_may_want_every_document_registered(make, body):
    wanted = {"key": "publishing.registration_required", "value": "是", "valid_from": ON - DAY}
    organisations.set_setting(county_id=body.county_id, by=None, at=AT, **wanted)

    assert faults(make("办法", published=False))["registration_missing"][0] is Level.HARD


def test_a_number_is_given_once_and_a_period_has_its_limit(make):
    make("先来的办法", registration_number="1号")
    draft = make("办法", published=False, registration_number="1号", expires_on=date(2040, 1, 1))

    assert faults(draft) == {
        "registration_taken": (Level.BLOCK, "1号"),
        "period_too_long": (Level.WARN, "2029-01-01"),
    }
    assert not faults(make("公告", published=False, kind="announcement", validity=""))
