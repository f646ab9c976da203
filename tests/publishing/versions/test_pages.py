"""The versions of a piece at the desk: listed, read, compared, restored; an earlier public one hidden."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import Information
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import InformationFactory
from tests.publishing.desk_pages import desk, written
from tests.publishing.versions.pages import published_in

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 2, tzinfo=UTC)


@pytest.fixture
def chief(client, body):
    person = OfficerFactory(body=body, role=Role.APPROVER)
    client.force_login(person)
    return person


def saved(draft, **fields):
    draft.refresh_from_db()
    return actions.save_draft(information_id=draft.pk, revision=draft.revision, by=draft.drafted_by, at=AT, **fields)


def opened(client, name, draft, *more, **asked):
    return client.get(desk(name, draft.public_id, *more), asked)


def restored(client, draft, serial, **changed):
    draft.refresh_from_db()
    address = desk("restore_version", draft.public_id, serial)
    return client.post(address, {"revision": draft.revision} | changed, follow=True)


def test_every_save_is_listed_with_who_when_why_and_what_changed(client, clerk, draft):
    saved(draft, title="甲")
    saved(draft, title="乙", html="<p>新的一段。</p>")

    page = opened(client, "versions", draft)

    assert "第 1 次：从这里开始" in page.text
    assert "第 2 次：改了标题、正文" in page.text
    assert clerk.display_name in page.text
    assert "2025年4月2日 10:00" in page.text


def test_the_editor_and_the_review_page_lead_to_the_versions(client, draft):
    address = desk("versions", draft.public_id)

    assert address in opened(client, "edit", draft).text
    assert address in opened(client, "review", draft).text


def test_a_piece_of_which_nothing_was_kept_says_what_will_appear(client, draft):
    assert "还没有保存过版本" in opened(client, "versions", draft).text


def test_a_long_list_is_paged_and_tells_the_last_line_what_changed_too(client, draft):
    for turn in range(23):
        saved(draft, title=f"第{turn}稿")

    first = opened(client, "versions", draft)
    second = client.get(desk("versions", draft.public_id), {"after": first.context["page"].next})

    assert "第 4 次：改了标题" in first.text
    assert "第 3 次：" not in first.text
    assert "第 1 次：从这里开始" in second.text


def test_a_longer_list_costs_no_more_queries(client, draft, django_assert_max_num_queries):
    for turn in range(3):
        saved(draft, title=f"第{turn}稿")
    opened(client, "versions", draft)
    with django_assert_max_num_queries(60) as few:
        opened(client, "versions", draft)
    for turn in range(12):
        saved(draft, title=f"又{turn}稿")

    with django_assert_max_num_queries(len(few)):
        opened(client, "versions", draft)


def test_an_old_version_is_read_as_it_was(client, draft):
    saved(draft, title="旧标题", html="<p>旧的正文。</p>")
    saved(draft, title="新标题", html="<p>新的正文。</p>")

    page = opened(client, "version", draft, 1)

    assert "<p>旧的正文。</p>" in page.text
    assert "旧标题</h1>" in page.text.replace("\n", "")


def test_two_versions_stand_beside_each_other_with_their_words_marked(client, draft):
    saved(draft, title="补贴公告", html="<p>每亩100元。</p>")
    saved(draft, title="补贴公示", html="<p>每亩120元。</p>", written_on="2025-04-01")

    page = opened(client, "compare_versions", draft, old=1, new=2).text

    assert "补贴公<del>" in page
    assert "（删去：</span>告" in page
    assert "（新增：</span>示" in page
    assert "（新增：</span>120" in page
    assert "成文日期" in page
    assert "2025年4月1日" in page


def test_without_numbers_the_newest_is_compared_with_the_one_before(client, draft):
    for title in ("甲", "乙", "丙"):
        saved(draft, title=title)

    page = opened(client, "compare_versions", draft)

    assert (page.context["old"], page.context["new"]) == (2, 3)
    assert opened(client, "compare_versions", draft, new=2).context["old"] == 1


def test_a_number_that_no_version_has_is_told_and_the_form_stays(client, draft):
    saved(draft, title="甲")

    page = opened(client, "compare_versions", draft, old=1, new=9).text

    assert "没有第 9 次保存" in page
    assert 'value="9"' in page


def test_a_version_compared_with_itself_is_the_same(client, draft):
    saved(draft, title="甲")

    assert "这两次的内容一样" in opened(client, "compare_versions", draft, old=1, new=1).text


def test_a_restored_version_is_the_draft_again_and_nothing_is_lost(client, draft):
    saved(draft, title="旧标题")
    saved(draft, title="新标题")

    page = restored(client, draft, 1)

    assert Information.objects.get(pk=draft.pk).title == "旧标题"
    assert "已恢复第 1 次保存的内容" in page.text
    assert "恢复第 1 次保存的内容" in opened(client, "versions", draft).text


def test_a_draft_that_moved_on_meanwhile_is_not_overwritten(client, draft):
    saved(draft, title="旧标题")
    saved(draft, title="新标题")

    page = restored(client, draft, 1, revision=0)

    assert Information.objects.get(pk=draft.pk).title == "新标题"
    assert "没有恢复：这件信息在别处改过，没有覆盖" in page.text


def test_what_waits_for_review_cannot_be_restored(client, body, clerk, draft):
    saved(draft, title="旧标题", html="<p>甲</p>")
    saved(draft, title="新标题")
    actions.submit(information_id=draft.pk, by=clerk, at=AT, plea="请定夺")

    shown = opened(client, "version", draft, 1).text
    answer = restored(client, draft, 1)

    assert "恢复这一版" not in shown
    assert "所以不能恢复" in shown
    assert "没有恢复：已送审或已公开，不能再改" in answer.text


def test_who_only_reads_has_no_button_and_is_refused(client, body, draft, chief):
    saved(draft, title="旧标题")
    saved(draft, title="新标题")

    assert "恢复这一版" not in opened(client, "version", draft, 1).text
    assert restored(client, draft, 1).status_code == 403


def test_the_versions_of_another_body_are_not_there(client, clerk):
    other = InformationFactory(body=BodyFactory())

    assert opened(client, "versions", other).status_code == 404


@pytest.mark.parametrize("name", ["version", "restore_version", "hide_version"])
def test_a_version_that_never_was_is_not_there(client, body, draft, name):
    client.force_login(OfficerFactory(body=body, role=Role.APPROVER if name == "hide_version" else Role.PUBLISHER))
    address = desk(name, draft.public_id, 7)

    answer = client.get(address) if name == "version" else client.post(address, written(draft))

    assert answer.status_code == 404


def test_an_earlier_public_version_is_hidden_with_a_reason(client, body, chief):
    piece = published_in(body, "<p>张三，110101199003070011。</p>", "<p>张某。</p>")

    silent = client.post(desk("hide_version", piece.public_id, 1), {"reason": ""})
    answer = client.post(desk("hide_version", piece.public_id, 1), {"reason": "含个人信息"}, follow=True)

    assert (silent.status_code, "请写明隐去理由" in silent.text) == (422, True)
    assert "公开第 1 版已隐去" in answer.text
    assert "公开第 1 版（已隐去）" in answer.text
    assert "含个人信息" in answer.text


def test_the_newest_public_version_cannot_be_hidden(client, body, chief):
    piece = published_in(body, "<p>甲</p>", "<p>乙</p>")

    answer = client.post(desk("hide_version", piece.public_id, 2), {"reason": "含个人信息"})

    assert answer.status_code == 422
    assert "请刷新后再看" in answer.text
    assert "从公众的更正记录里隐去这一版" not in opened(client, "version", piece, 2).text
    assert "从公众的更正记录里隐去这一版" in opened(client, "version", piece, 1).text


def test_what_was_never_public_cannot_be_hidden(client, draft, chief):
    saved(draft, title="甲")

    assert client.post(desk("hide_version", draft.public_id, 1), {"reason": "含个人信息"}).status_code == 404


@pytest.fixture
def ended(body):
    """A list of persons whose publicity is over."""
    shown = {"list_profile": "subsidy", "publicity_days": 7, "publicity_ends_on": "2025-04-10"}
    piece = published_in(body, "<p>张某某100元</p>", totals="<p>共1人</p>", **shown)
    actions.end_publicity(information_id=piece.pk, by=None, at=datetime(2025, 4, 20, 2, tzinfo=UTC))
    return piece


def test_after_the_publicity_a_clerk_reads_the_totals_and_no_longer_the_persons(client, clerk, ended):
    first, last = opened(client, "version", ended, 1), opened(client, "version", ended, 2)
    both = opened(client, "compare_versions", ended, old=1, new=2)

    assert [first.status_code, last.status_code, both.status_code] == [403, 200, 403]
    for page in (first, last, both):
        assert "张某某" not in page.text
    assert "公示期已满" in first.text


def test_whoever_answers_for_the_body_still_reads_what_was_shown(client, chief, ended):
    assert "张某某" in opened(client, "version", ended, 1).text
    assert opened(client, "compare_versions", ended, old=1, new=2).status_code == 200
