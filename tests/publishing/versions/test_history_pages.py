"""What was published before, as anyone reads it: the list, an old version, two of them, and what had to go."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongkai.publishing import actions
from gongkai.publishing.models import Version
from gongkai.publishing.rules.states import Withdrawal
from tests.factories.publishing import AttachmentFactory, InformationFactory
from tests.publishing.desk_pages import page_of
from tests.publishing.versions.pages import published_in

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 20, 2, tzinfo=UTC)


def history(client, piece, *more, **asked):
    address = f"/info/{piece.public_id}/history/" + "".join(f"{part}/" for part in more)
    return client.get(address, asked)


@pytest.fixture
def corrected(body):
    return published_in(body, "<p>每亩100元。</p>", "<p>每亩120元。</p>", note="金额有误")


def test_every_published_version_is_listed_with_its_day_its_reason_and_what_changed(client, corrected):
    page = history(client, corrected).text

    assert page.index("第 2 版") < page.index("第 1 版")
    assert "2025年4月3日" in page
    assert "金额有误" in page
    assert "改了正文" in page
    assert "首次公开" in page


def test_the_page_of_a_corrected_piece_says_how_often_and_leads_there(client, body, corrected):
    shown = client.get(page_of(corrected)).text

    assert "本页已更正 1 次" in shown
    assert f'href="/info/{corrected.public_id}/history/"' in shown


def test_a_page_that_was_never_corrected_says_nothing(client, body):
    assert "本页已更正" not in client.get(page_of(published_in(body, "<p>甲</p>"))).text


def test_a_piece_without_a_second_version_says_what_will_appear(client, body):
    once = history(client, published_in(body, "<p>甲</p>"))
    taken_in = history(client, InformationFactory(body=body, published=True))

    assert "比较任意两版" not in once.text
    assert "没有更正过" in taken_in.text


def test_an_old_version_is_marked_as_such_and_leads_to_what_holds(client, corrected):
    page = history(client, corrected, 1).text

    assert "<p>每亩100元。</p>" in page
    assert "这是旧版，不是现行内容" in page
    assert f'href="/info/{corrected.public_id}/"' in page


def test_search_engines_are_asked_to_keep_no_old_version_and_shown_the_current_page(client, corrected):
    page = history(client, corrected, 1).text

    assert '<meta name="robots" content="noindex, noarchive">' in page
    assert f'<link rel="canonical" href="http://testserver/info/{corrected.public_id}/">' in page
    assert "noindex" in history(client, corrected, "compare").text


def test_the_newest_version_is_said_to_be_what_holds(client, corrected):
    assert "这一版就是现行内容" in history(client, corrected, 2).text


def test_two_versions_stand_beside_each_other(client, corrected):
    page = history(client, corrected, "compare", old=1, new=2).text

    assert "（删去：</span>100" in page
    assert "（新增：</span>120" in page
    assert "金额有误" in page


def test_without_numbers_the_newest_is_compared_with_the_one_before(client, corrected):
    page = history(client, corrected, "compare")

    assert (page.context["old"], page.context["new"]) == (1, 2)


@pytest.mark.parametrize("asked", [{"old": 1, "new": 9}, {"old": "甲"}, {"old": 1, "new": 1}])
def test_what_cannot_be_compared_is_told_in_words(client, corrected, asked):
    page = history(client, corrected, "compare", **asked)

    assert page.status_code == 200
    assert ("不能比较这两版" in page.text) is (asked.get("new") == 9)


def test_readers_see_no_fact_of_the_desk_in_a_comparison(client, body):
    piece = published_in(body, "<p>甲</p>")
    piece.list_profile, piece.publicity_days, piece.totals = "subsidy", 7, "<p>共3人</p>"
    piece.save()
    actions.keeping.keep_version(piece, Version.Reason.CORRECTED, by=None, at=AT, number=2)

    assert "这两版的内容一样" in history(client, piece, "compare").text


def test_a_version_that_had_to_go_is_listed_with_the_reason_and_cannot_be_read(client, corrected):
    actions.hide_version(information_id=corrected.pk, number=1, reason="含个人信息", by=None, at=AT)

    listed, one = history(client, corrected).text, history(client, corrected, 1)

    assert "这一版已撤下，不再提供。理由：含个人信息" in listed
    assert f"/info/{corrected.public_id}/history/1/" not in listed
    assert (one.status_code, "理由：含个人信息" in one.text, "100" in one.text) == (410, True, False)
    assert "不能比较这两版" in history(client, corrected, "compare", old=1, new=2).text


def test_what_a_hidden_version_was_corrected_for_is_not_told(client, body):
    piece = published_in(body, "<p>甲</p>", "<p>乙</p>", "<p>丙</p>", note="删去张三的号码")
    Version.objects.filter(number=3).update(note="")

    actions.hide_version(information_id=piece.pk, number=2, reason="含个人信息", by=None, at=AT)

    assert "删去张三" not in history(client, piece).text


def test_earlier_versions_of_a_list_whose_time_is_over_say_so(client, body):
    piece = published_in(
        body,
        "<p>张三</p>",
        list_profile="subsidy",
        publicity_days=7,
        totals="<p>共1人</p>",
        publicity_ends_on="2025-04-10",
    )
    actions.end_publicity(information_id=piece.pk, by=None, at=AT)

    listed = history(client, piece).text

    assert "公示期已满，这一版里的名单已撤下" in listed
    assert "公示期满，撤下名单" in listed
    assert history(client, piece, 1).status_code == 410
    assert history(client, piece, 2).status_code == 200


def test_of_a_list_of_persons_no_page_of_its_history_is_to_be_kept(client, body):
    piece = published_in(body, "<p>张某</p>", "<p>李某</p>", list_profile="subsidy")

    for page in (history(client, piece), history(client, piece, 1), history(client, piece, "compare", old=1, new=2)):
        assert '<meta name="robots" content="noindex, noarchive">' in page.text


@pytest.mark.parametrize("more", [(), (1,), ("compare",)])
def test_of_a_withdrawn_piece_every_page_of_the_history_is_gone(client, corrected, more):
    actions.withdraw(information_id=corrected.pk, reason="内容有误", kind=Withdrawal.ERROR, by=None, at=AT)

    answer = history(client, corrected, *more)

    assert answer.status_code == 410
    assert "每亩" not in answer.text


@pytest.mark.parametrize("more", [(), (1,), ("compare",)])
def test_what_is_not_public_has_no_history(client, draft, more):
    client.logout()

    assert history(client, draft, *more).status_code == 404


def test_a_version_that_never_was_is_not_there(client, corrected):
    assert history(client, corrected, 7).status_code == 404


def test_files_that_are_not_handed_out_any_more_are_named_without_a_link(client, body):
    piece = InformationFactory(body=body, published=True, html="<p>见附件。</p>")
    gone = AttachmentFactory(information=piece, name="旧名单.txt")
    picture = AttachmentFactory(information=piece, name="图.png", is_inline=True, media_type="image/png")
    kept = AttachmentFactory(information=piece, name="说明.txt", sha256="1" * 64)
    piece.html = f'<p><img src="/info/{piece.public_id}/files/{picture.public_id}/" alt="地块图"></p>'
    piece.save()
    actions.keeping.keep_version(piece, Version.Reason.PUBLISHED, by=None, at=AT, number=1)
    gone.delete()
    picture.delete()
    actions.keeping.keep_version(piece, Version.Reason.CORRECTED, by=None, at=AT, number=2)

    page = history(client, piece, 1).text

    assert "当时还有这些附件，现在不再提供" in page
    assert "旧名单.txt" in page
    assert gone.public_id not in page
    assert kept.public_id in page
    assert "[地块图]" in page
    assert "去掉附件" in history(client, piece, "compare").text


def test_a_long_history_is_paged_at_the_same_cost(client, body, django_assert_max_num_queries):
    piece = published_in(body, *(f"<p>第{turn}稿</p>" for turn in range(3)))
    history(client, piece)
    with django_assert_max_num_queries(30) as few:
        history(client, piece, asked="again")  # not from the cache of pages
    longer = published_in(body, *(f"<p>第{turn}稿</p>" for turn in range(23)))

    with django_assert_max_num_queries(len(few)):
        page = history(client, longer)

    assert "第 4 版" in page.text
    assert "第 3 版" not in page.text.split('class="timeline"')[1].replace("与第 3 版比较", "")
    assert "首次公开" in history(client, longer, after=page.context["page"].next).text
