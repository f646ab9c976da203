"""What the checks find stops a piece, until it is mended or a reviewer lets it stand."""

from __future__ import annotations

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.actions import PublishingRefused, Refusal
from gongkai.publishing.models import Information, KeptFile
from gongkai.publishing.queries.findings import found_in, stopping_in
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.findings import Level
from gongkai.publishing.rules.states import State
from tests.factories.publishing import ChainChoiceFactory
from tests.publishing.review.conftest import AT, EVERY_POINT, ON, also, write

pytestmark = pytest.mark.django_db

PHONE = "<p>户主张某，手机13812345678。</p>"
LIST = (
    "<table><tbody><tr><th>姓名</th><th>身份证号</th><th>开户账号</th><th>补贴金额（元）</th></tr>"
    + "".join(
        f"<tr><td>{name}</td><td>{number}</td><td>{account}</td><td>1,200.50</td></tr>"
        for name, number, account in (
            ("张甲", "11010519491231002X", "6217000010001234567"),
            ("李乙", "110105194912310038", "6217000010007654321"),
        )
    )
    + "<tr><td>合计</td><td></td><td></td><td>2,401.00</td></tr></tbody></table>"
)


def fresh(piece):
    return Information.objects.select_related("row", "duty", "body", "county").get(pk=piece.pk)


def test_a_phone_number_keeps_a_draft_from_its_review(draft, people):
    write(draft, people.clerk, html=PHONE)

    with pytest.raises(PublishingRefused) as refused:
        actions.submit(information_id=draft.pk, by=people.clerk, at=AT)

    (found,) = refused.value.detail["findings"]
    assert (found.kind, found.place, found.quote) == ("mobile", "text", "13812345678")
    assert "13812345678" not in found.shown


def test_with_a_plea_it_goes_to_the_reviewers_of_lists_who_must_decide(draft, people):
    write(draft, people.clerk, html=PHONE)

    piece = actions.submit(information_id=draft.pk, by=people.clerk, at=AT, plea="值班电话")

    assert (piece.chain, piece.plea) == (Chain.PERSONAL, "值班电话")
    for stage, person in zip(("first", "second", "third"), (people.first, people.second, people.chief), strict=True):
        actions.clear(information_id=piece.pk, stage=Stage(f"{stage}_review"), by=person, at=AT, ticked=EVERY_POINT)


def test_a_finding_may_stand_if_a_reviewer_says_why(draft, people):
    ChainChoiceFactory(county=draft.county)
    write(draft, people.clerk, html=PHONE)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT, plea="值班电话")
    Information.objects.filter(pk=draft.pk).update(chain=Chain.ROUTINE)
    (found,) = stopping_in(fresh(draft), on=ON)
    with pytest.raises(PublishingRefused, match=Refusal.GATE_CLOSED):
        actions.sign_off(information_id=draft.pk, by=people.chief, at=AT)

    actions.let_stand(
        information_id=draft.pk, fingerprint=found.fingerprint, reason="对外公布的值班电话", by=people.chief, at=AT
    )
    piece = actions.sign_off_and_publish(information_id=draft.pk, by=people.chief, at=AT)

    assert piece.state == State.PUBLISHED


def test_it_stands_for_that_number_and_no_other(draft, people):
    write(draft, people.clerk, html=PHONE)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT, plea="值班电话")
    (found,) = stopping_in(fresh(draft), on=ON)
    actions.let_stand(information_id=draft.pk, fingerprint=found.fingerprint, reason="公布", by=people.first, at=AT)
    actions.recall(information_id=draft.pk, by=people.clerk, at=AT)

    write(draft, people.clerk, html=PHONE.replace("13812345678", "13887654321"))

    assert [f.quote for f in stopping_in(fresh(draft), on=ON)] == ["13887654321"]


def test_a_finding_stays_decided_when_its_line_moves(draft, people):
    write(draft, people.clerk, html=PHONE)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT, plea="值班电话")
    (found,) = stopping_in(fresh(draft), on=ON)
    actions.let_stand(information_id=draft.pk, fingerprint=found.fingerprint, reason="公布", by=people.first, at=AT)
    actions.recall(information_id=draft.pk, by=people.clerk, at=AT)

    write(draft, people.clerk, html="<p>新加的一段。</p>" + PHONE)

    assert stopping_in(fresh(draft), on=ON) == ()


def test_nobody_lets_a_finding_of_her_own_draft_stand(draft, people, body):
    also(people.clerk, body, Role.REVIEWER)
    write(draft, people.clerk, html=PHONE)
    actions.submit(information_id=draft.pk, by=people.clerk, at=AT, plea="值班电话")
    (found,) = stopping_in(fresh(draft), on=ON)

    with pytest.raises(PublishingRefused, match=Refusal.OWN_DRAFT):
        actions.let_stand(information_id=draft.pk, fingerprint=found.fingerprint, reason="无妨", by=people.clerk, at=AT)


def test_a_mark_of_secrecy_is_never_pleaded_for(draft, people):
    write(draft, people.clerk, html="<p>机密★10年</p><p>正文</p>")

    with pytest.raises(PublishingRefused) as refused:
        actions.submit(information_id=draft.pk, by=people.clerk, at=AT, plea="可以公开")

    assert refused.value.detail["findings"][0].level is Level.HARD


def test_what_is_in_a_file_is_found_in_the_file(draft, people):
    added = actions.attach(
        information_id=draft.pk, name="名单.csv", content="姓名,手机\n张某,13812345678".encode(), by=people.clerk, at=AT
    )

    found = stopping_in(fresh(draft), on=ON)

    assert {finding.place for finding in found} == {f"file:{added.public_id}"}


def test_an_account_that_only_its_heading_betrays_is_found_in_a_table_of_the_text(draft, people):
    write(
        draft,
        people.clerk,
        html="<table><tbody><tr><th>户主</th><th>一卡通账号</th></tr><tr><td>张某</td><td>2103040506071</td></tr></tbody></table>",
    )

    assert "bank_card" in {finding.kind for finding in found_in(fresh(draft), on=ON)}


def test_one_click_masks_text_and_files_and_keeps_the_originals_inside(draft, people):
    write(draft, people.clerk, title="2025年耕地地力保护补贴发放名单公示", html=LIST)
    actions.attach(
        information_id=draft.pk, name="名单.csv", content="姓名,手机\n张某,13812345678".encode(), by=people.clerk, at=AT
    )
    draft.refresh_from_db()

    masked = actions.mask_draft(information_id=draft.pk, revision=draft.revision, by=people.clerk, at=AT)

    piece = fresh(draft)
    assert stopping_in(piece, on=ON) == ()
    assert "11010519491231002X" not in piece.html
    assert "6217000010001234567" not in piece.html
    assert "1,200.50" in piece.html
    assert "2,401.00元" in piece.totals
    assert "2人" in piece.totals
    assert piece.list_profile == masked.profile != ""
    kept = KeptFile.objects.get()
    assert kept.reason == "masked"
    with kept.file.open("rb") as original:
        assert b"13812345678" in original.read()
    with piece.attachments.get().file.open("rb") as clean:
        assert b"13812345678" not in clean.read()


def test_masking_leaves_a_draft_alone_that_somebody_saved_meanwhile(draft, people):
    draft.refresh_from_db()
    stale = draft.revision
    write(draft, people.clerk, html=PHONE)

    with pytest.raises(PublishingRefused, match=Refusal.STALE_REVISION):
        actions.mask_draft(information_id=draft.pk, revision=stale, by=people.clerk, at=AT)

    assert "13812345678" in fresh(draft).html


def test_what_bears_a_mark_of_secrecy_is_not_masked(draft, people):
    write(draft, people.clerk, html="<p>机密★10年</p><p>手机13812345678</p>")
    draft.refresh_from_db()

    with pytest.raises(PublishingRefused, match=Refusal.NOT_MASKABLE):
        actions.mask_draft(information_id=draft.pk, revision=draft.revision, by=people.clerk, at=AT)
