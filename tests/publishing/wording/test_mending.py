"""One click puts right what has one right form; the version before stays; nobody's text is overwritten."""

from __future__ import annotations

import pytest

from gongkai.audit.models import Entry
from gongkai.publishing import actions
from gongkai.publishing.rules.wording import Kind, Word
from tests.publishing.desk_pages import desk
from tests.publishing.wording.conftest import AT, BANNED, TYPO

pytestmark = pytest.mark.django_db
CHOICE = Word("做出", Kind.TYPO, suggestion="作出／做出来")


@pytest.fixture
def wrong(draft, clerk, client):
    client.force_login(clerk)
    return actions.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=clerk,
        at=AT,
        title="帐户公告 A&B",
        html="<p>开立<strong>帐</strong>户，做出某禁词。</p><p>帐户</p>",
    )


def mend(client, piece, **said):
    return client.post(desk("mend_words", piece.public_id), said, follow=True)


def test_every_word_with_one_right_form_is_mended_and_told(client, wrong, in_force):
    in_force(TYPO, BANNED, CHOICE)

    page = mend(client, wrong, revision=wrong.revision).text

    wrong.refresh_from_db()
    assert wrong.title == "账户公告 A&B"
    assert wrong.html == "<p>开立<strong>账</strong>户，做出某禁词。</p><p>账户</p>"
    assert wrong.text == "开立账户，做出某禁词。\n账户"
    assert "已改正3处：帐户 → 账户 ×3。改前的一版留着，可以恢复。" in page
    assert "一键改正错别字" not in page
    assert Entry.objects.filter(action="information.mend_words").count() == 1


def test_the_version_before_is_kept(client, wrong, in_force, clerk):
    in_force(TYPO)
    kept = wrong.versions.order_by("-serial").first()

    mend(client, wrong, revision=wrong.revision)
    wrong.refresh_from_db()
    restored = actions.restore_version(
        information_id=wrong.pk, serial=kept.serial, revision=wrong.revision, by=clerk, at=AT
    )

    assert restored.title == "帐户公告 A&B"


def test_a_stale_page_changes_nothing(client, wrong, in_force):
    in_force(TYPO)

    page = mend(client, wrong, revision=wrong.revision - 1).text

    wrong.refresh_from_db()
    assert wrong.title == "帐户公告 A&B"
    assert "在别处改过" in page


def test_where_nothing_can_be_mended_nothing_is_saved(client, wrong, in_force):
    in_force(CHOICE)
    revision = wrong.revision

    page = mend(client, wrong).text

    wrong.refresh_from_db()
    assert wrong.revision == revision
    assert "没有可以一键改正的词语" in page


def test_a_silenced_word_is_left_alone(client, wrong, in_force, county):
    in_force(TYPO)
    actions.silence_word(county=county, word="帐户", reason="地名", by=None, at=AT)

    mend(client, wrong)

    wrong.refresh_from_db()
    assert wrong.title == "帐户公告 A&B"
