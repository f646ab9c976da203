"""A lexicon grew: the body of a published piece is told what it finds there, and mends it or says why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.kernel import outbox
from gongkai.publishing import actions
from gongkai.publishing.events import INFORMATION_PUBLISHED
from gongkai.publishing.models import SpottedWord
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import AttachmentFactory
from tests.publishing.desk_pages import desk
from tests.publishing.wording.conftest import AT, BANNED, TYPO

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_desk(client, clerk):
    client.force_login(clerk)


@pytest.fixture
def spot(county, in_force):
    """spot(TYPO): put the words in force and look for them in what is public."""

    def spotted(*words, at=AT):
        return actions.spot_words(county=county, lexicon=in_force(*words, at=at), by=None, at=at)

    return spotted


def test_nothing_to_mend_is_said(client):
    assert "没有要处理的词语" in client.get(desk("spotted")).text


def test_a_piece_is_listed_with_its_words_where_they_stand(client, make, spot):
    piece = make(title="帐户公告", text="开立帐户。")
    AttachmentFactory(information=piece, text="帐户明细")

    told = spot(TYPO)

    page = client.get(desk("spotted")).text
    assert (told.looked_at, told.with_words) == (1, 1)
    assert sorted(SpottedWord.objects.values_list("place", flat=True))[1:] == ["text", "title"]
    for words in ("帐户公告", "帐户 → 账户", "附件", "起草更正", desk("correct", piece.public_id)):
        assert words in page
    assert "公开后发现的问题 1" in client.get(desk("drafts")).text


def test_looking_twice_tells_once(county, make, spot, in_force):
    make(text="开立帐户。")
    spot(TYPO)

    actions.spot_words(county=county, lexicon=in_force(BANNED, TYPO), by=None, at=AT)

    assert SpottedWord.objects.count() == 1


def test_only_what_is_new_in_a_version_is_told(make, spot, county):
    make(text="开立帐户，某禁词。")
    spot(TYPO)
    SpottedWord.objects.all().delete()

    spot(TYPO, BANNED)

    assert [one.word for one in SpottedWord.objects.all()] == ["某禁词"]


def test_whoever_published_later_was_told_beforehand(make, spot):
    make(text="开立帐户。", published_at=AT + timedelta(hours=1))

    assert spot(TYPO).looked_at == 0


def test_a_word_stays_with_a_reason_and_is_told_no_more(client, make, spot):
    make(text="开立帐户。")
    spot(TYPO)
    word = SpottedWord.objects.get()

    refused = client.post(desk("leave_word", word.pk), {"reason": ""}, follow=True).text
    left = client.post(desk("leave_word", word.pk), {"reason": "引用原文"}, follow=True).text

    assert "请写明理由" in refused
    assert "没有要处理的词语" in left
    word.refresh_from_db()
    assert word.left_reason == "引用原文"


def test_a_word_is_left_once(client, make, spot, clerk):
    make(text="开立帐户。")
    spot(TYPO)
    word = SpottedWord.objects.get()
    actions.leave_word(spotted_id=word.pk, reason="引用原文", by=clerk, at=AT)

    with pytest.raises(PublishingRefused, match=Refusal.FINDING_GONE):
        actions.leave_word(spotted_id=word.pk, reason="又一次", by=clerk, at=AT)


def test_a_corrected_piece_is_told_no_more(client, make, spot, county):
    piece = make(title="帐户公告", text="开立帐户。")
    spot(TYPO)
    piece.text = "开立账户。"
    piece.save()

    outbox.append(INFORMATION_PUBLISHED, county_id=county.pk, payload={"ids": [piece.public_id]}, at=AT)
    outbox.drain_all()

    assert [one.place for one in SpottedWord.objects.all()] == ["title"]


def test_a_silenced_word_is_not_told(client, make, spot, county):
    make(text="开立帐户。")
    spot(TYPO)

    actions.silence_word(county=county, word="帐户", reason="地名", by=None, at=AT)

    assert "没有要处理的词语" in client.get(desk("spotted")).text


def test_other_bodies_neither_see_nor_settle_it(client, make, spot, county):
    make(text="开立帐户。", title="帐户公告")
    spot(TYPO)
    client.force_login(OfficerFactory(body=BodyFactory(county=county)))

    assert "帐户公告" not in client.get(desk("spotted")).text
    assert client.post(desk("leave_word", SpottedWord.objects.first().pk), {"reason": "某"}).status_code == 404


def test_a_long_list_is_paged_at_a_constant_cost(client, make, spot, django_assert_max_num_queries):
    for number in range(31):
        make(text="开立帐户。", title=f"公告{number:02d}")
    spot(TYPO)

    with django_assert_max_num_queries(20):
        page = client.get(desk("spotted")).text

    assert page.count("起草更正") == 30
    assert "下一页" in page
