"""The yearly look on its screens: begun by the office, decided by each body, published for everybody."""

from __future__ import annotations

import pytest

from gongkai.kernel import clock
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from tests.factories.organisations import OfficerFactory, TownshipFactory
from tests.publishing.desk_pages import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return clock.today().year


@pytest.fixture
def begun(body, document, year):
    return actions.begin_clean_up(county=body.county, year=year, by=None, at=clock.now())


def words_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def decide(client, begun, proposal, note=""):
    line = begun.lines.get()
    return client.post(desk("decide_clean_up", begun.year, line.pk), {"proposal": proposal, "note": note})


def test_the_office_begins_it_and_sees_how_far_it_is(client, office, document, year):
    client.force_login(office)
    before = words_of(client.get(desk("clean_ups")))

    page = words_of(client.post(desk("begin_clean_up"), {"year": clock.today().year}, follow=True))

    assert "还没有做过年度清理" in before
    assert "0 / 1" in page
    assert document.title in page
    assert f"启动 {year} 年清理" not in words_of(client.get(desk("clean_ups")))


def test_it_is_not_begun_twice_or_for_nothing(client, office, body):
    client.force_login(office)

    assert "没有需要清理的现行文件" in words_of(
        client.post(desk("begin_clean_up"), {"year": clock.today().year}, follow=True)
    )
    assert client.get(desk("clean_up", 1999)).status_code == 404


def test_a_body_decides_on_its_documents_and_the_office_publishes(client, approver, office, begun, document):
    client.force_login(approver)
    empty = decide(client, begun, "")
    decide(client, begun, "amend", "与上位规定不一致")
    decided = words_of(client.get(desk("clean_up", begun.year)))
    client.force_login(office)
    public = f"/policies/clean-ups/{begun.year}/"
    early = client.get(public).status_code

    client.post(desk("publish_clean_up", begun.year))

    assert "请选择清理意见" in words_of(empty, status=422)
    assert "1 / 1" in decided
    assert "公布结果" not in decided  # hers to decide, not to publish
    assert early == 404
    assert "与上位规定不一致" in words_of(client.get(public))
    assert "拟修改" in words_of(client.get(public))
    assert public in words_of(client.get("/policies/"))


def test_nothing_is_published_while_a_line_is_open(client, office, begun):
    client.force_login(office)

    page = words_of(client.post(desk("publish_clean_up", begun.year), follow=True))

    assert "还有文件没有填写清理意见" in page


def test_what_was_published_is_not_changed(client, approver, begun):
    line = begun.lines.get()
    actions.decide_clean_up_line(line_id=line.pk, proposal="keep", by=None, at=clock.now())
    actions.publish_clean_up(clean_up_id=begun.pk, by=None, at=clock.now())
    client.force_login(approver)

    page = words_of(decide(client, begun, "repeal"), status=422)

    assert "清理结果已经公布" in page
    line.refresh_from_db()
    assert line.proposal == "keep"


def test_a_document_withdrawn_since_is_not_named(client, begun, document):
    actions.decide_clean_up_line(line_id=begun.lines.get().pk, proposal="keep", by=None, at=clock.now())
    actions.publish_clean_up(clean_up_id=begun.pk, by=None, at=clock.now())

    actions.withdraw(information_id=document.pk, kind="error", reason="内容有误", by=None, at=clock.now())

    assert document.title not in words_of(client.get(f"/policies/clean-ups/{begun.year}/"))


def test_other_bodies_see_how_far_it_is_and_not_the_lines(client, clerk_elsewhere, begun, document):
    client.force_login(clerk_elsewhere)

    page = words_of(client.get(desk("clean_up", begun.year)))

    assert "0 / 1" in page
    assert document.title not in page
    assert "清单里没有本单位的文件" in page
    assert client.get(desk("decide_clean_up", begun.year, begun.lines.get().pk)).status_code == 404


def test_a_clerk_reads_it_and_decides_nothing(client, body, begun):
    client.force_login(OfficerFactory(body=body))

    assert "填写意见" not in words_of(client.get(desk("clean_up", begun.year)))
    assert decide(client, begun, "keep").status_code == 403


def test_a_page_from_the_year_before_begins_nothing(client, office, document, year):
    client.force_login(office)

    page = words_of(client.post(desk("begin_clean_up"), {"year": year - 1}, follow=True))

    assert "看清要启动哪一年的清理" in page
    assert "还没有做过年度清理" in page


def test_a_township_s_openness_office_has_no_say_over_the_county(client, body, begun):
    town = TownshipFactory(county=body.county)
    client.force_login(OfficerFactory(body=town, role=Role.OPENNESS_OFFICE))
    actions.decide_clean_up_line(line_id=begun.lines.get().pk, proposal="keep", by=None, at=clock.now())

    assert "公布结果" not in words_of(client.get(desk("clean_up", begun.year)))
    client.post(desk("publish_clean_up", begun.year))

    begun.refresh_from_db()
    assert begun.published_at is None


def test_a_document_that_was_withdrawn_needs_no_decision(client, office, begun, make):
    kept = make("明镜县另一件办法")
    line = begun.lines.create(information=kept)
    actions.decide_clean_up_line(line_id=line.pk, proposal="keep", by=None, at=clock.now())
    gone = begun.lines.exclude(pk=line.pk).get().information
    actions.withdraw(information_id=gone.pk, kind="error", reason="内容有误", by=None, at=clock.now())
    client.force_login(office)

    assert "1 / 1" in words_of(client.get(desk("clean_up", begun.year)))
    client.post(desk("publish_clean_up", begun.year))

    assert kept.title in words_of(client.get(f"/policies/clean-ups/{begun.year}/"))
