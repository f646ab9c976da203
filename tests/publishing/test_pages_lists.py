"""A list of persons at the desk and in public: what was found in it, how long it is shown, what stays of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing.models import Information
from gongkai.publishing.rules.chains import Stage
from gongkai.publishing.rules.points import POINTS
from tests.factories.organisations import OfficerFactory
from tests.factories.publishing import AttachmentFactory, InformationFactory
from tests.publishing import pasted
from tests.publishing.desk_pages import desk, page_of, written

pytestmark = pytest.mark.django_db

TOTALS = "<p>共30人，合计 12,600.00 元。</p>"


@pytest.fixture
def reviewer(client, body):
    person = OfficerFactory(body=body, role=Role.REVIEWER)
    client.force_login(person)
    return person


def table(count):
    rows = "".join(f"<tr><td>{name}</td><td>{number}</td></tr>" for _n, name, number, _sum in pasted.people(count))
    return f"<table><tbody><tr><th>姓名</th><th>身份证号</th></tr>{rows}</tbody></table>"


@pytest.mark.parametrize(("count", "is_folded"), [(3, False), (4, True)])
def test_many_findings_of_one_kind_are_folded_into_one(client, draft, count, is_folded):
    client.post(desk("save", draft.public_id), written(draft, html=table(count)))

    shown = client.get(desk("edit", draft.public_id)).text

    assert (f"身份证号：{count} 处" in shown) is is_folded
    assert shown.count("11*************") == count


def test_what_will_stay_of_a_list_is_written_as_plain_lines(client, draft):
    client.post(desk("edit", draft.public_id), written(draft, totals="共30人。\n名单已撤下。"))

    assert Information.objects.get().totals == "<p>共30人。</p><p>名单已撤下。</p>"
    assert ">\n共30人。\n名单已撤下。</textarea>" in client.get(desk("edit", draft.public_id)).text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"list_profile": "subsidy", "publicity_days": 7, "totals": TOTALS}, ["公示 7 个工作日", "共30人"]),
        ({"list_profile": "subsidy"}, ["没有填公示期"]),
    ],
)
def test_reviewers_read_how_long_a_list_is_shown_and_what_stays(client, body, reviewer, facts, words):
    waiting = InformationFactory(body=body, in_review=True, **facts)

    shown = client.get(desk("review", waiting.public_id)).text

    assert all(said in shown for said in words)


def test_the_next_stage_is_for_another_person(client, body, reviewer):
    waiting = InformationFactory(body=body, in_review=True, chain="personal")
    post = {"move": str(Stage.FIRST_REVIEW), "ticked": [str(point) for point in POINTS[Stage.FIRST_REVIEW]]}

    before = client.get(desk("review", waiting.public_id)).text
    after = client.post(desk("review", waiting.public_id), post, follow=True).text

    assert "宜由他人审" not in before
    assert "宜由他人审" in after


@pytest.mark.parametrize(
    ("ended_at", "words"),
    [(None, "2025年10月13日"), (datetime(2025, 10, 13, 17, tzinfo=UTC), "2025年10月13日，名单已撤下")],
)
def test_readers_see_until_when_a_list_is_shown(client, body, ended_at, words):
    shown = InformationFactory(
        body=body,
        published=True,
        list_profile="subsidy",
        publicity_ends_on=date(2025, 10, 13),
        publicity_ended_at=ended_at,
    )

    assert f">{words}<" in client.get(page_of(shown)).text


def test_search_engines_are_asked_to_keep_no_copy_of_a_list(client, body):
    shown = InformationFactory(body=body, published=True, list_profile="subsidy")
    file = AttachmentFactory(information=shown)
    address = page_of(shown)

    page, record = client.get(address), client.get(f"{address}record.json")

    assert 'content="noindex, noarchive"' in page.text
    for answer in (record, client.get(f"{address}document.docx"), client.get(f"{address}files/{file.public_id}/")):
        assert answer["X-Robots-Tag"] == "noindex, noarchive"


def test_any_other_piece_and_the_totals_of_a_list_may_be_found(client, body):
    plain = InformationFactory(body=body, published=True)
    over = InformationFactory(
        body=body, published=True, list_profile="subsidy", publicity_ended_at=datetime(2025, 10, 13, 17, tzinfo=UTC)
    )

    assert "noindex" not in client.get(page_of(plain)).text + client.get(page_of(over)).text
