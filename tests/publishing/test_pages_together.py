"""Two people in one draft, and texts to begin with: pages that work without any script."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from gongkai.audit.models import Entry
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import DraftTemplate, Information
from gongkai.publishing.rules import paths
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import DraftTemplateFactory, InformationFactory
from tests.publishing.desk_pages import desk, written
from tests.publishing.test_attaching import PNG

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
THREE = "<p>第一段</p><p>第二段</p><p>第三段</p>"


@pytest.fixture
def other(body):
    return OfficerFactory(body=body, display_name="李四维")


@pytest.fixture
def shared(draft, clerk):
    """A draft of three paragraphs that both have open."""
    return actions.save_draft(information_id=draft.pk, revision=0, by=clerk, at=AT, title="公告", html=THREE)


def saved_by(person, piece, html, **fields):
    return actions.save_draft(information_id=piece.pk, revision=piece.revision, by=person, at=AT, html=html, **fields)


def hidden(answer):
    """What the page would send again: everything that was typed."""
    found = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in found}


def clash(client, shared, other, mine, theirs, **fields):
    saved_by(other, shared, theirs)
    answer = client.post(desk("edit", shared.public_id), written(shared, html=mine, **fields))
    assert answer.status_code == 409
    return answer


def settle(client, piece, answer, choice, **picks):
    return client.post(desk("reconcile", piece.public_id), hidden(answer) | {"choice": choice} | picks)


def test_a_stale_post_shows_both_texts_and_who_wrote_the_other(client, shared, other):
    answer = clash(client, shared, other, THREE.replace("第一段", "我的"), THREE.replace("第三段", "她的"))

    page = answer.content.decode()
    for words in ("我的", "她的", "李四维", "合并保存", "全用我的", "全用对方的", "两份都留"):
        assert words in page
    assert Information.objects.get().text == "第一段\n第二段\n她的"


def test_edits_apart_are_merged_without_a_question(client, shared, other):
    answer = clash(client, shared, other, THREE.replace("第一段", "我的"), THREE.replace("第三段", "她的"))

    settle(client, shared, answer, "merge")

    assert Information.objects.get().text == "我的\n第二段\n她的"


def test_where_both_wrote_both_stand_unless_one_is_chosen(client, shared, other):
    answer = clash(client, shared, other, THREE.replace("第二段", "我的"), THREE.replace("第二段", "她的"))
    number = re.search(r'name="pick-(\d+)"', answer.content.decode()).group(1)

    chosen = settle(client, shared, answer, "merge", **{f"pick-{number}": "mine"})

    assert chosen.url == desk("edit", shared.public_id) + "?kept=1"
    assert Information.objects.get().text == "第一段\n我的\n第三段"


def test_without_a_choice_both_stand(client, shared, other):
    answer = clash(client, shared, other, THREE.replace("第二段", "我的"), THREE.replace("第二段", "她的"))

    settle(client, shared, answer, "merge", **{"pick-9": "mine", "pick-x": "nonsense"})

    assert Information.objects.get().text == "第一段\n她的\n我的\n第三段"


def test_a_field_that_both_changed_is_chosen_too(client, shared, other):
    saved_by(other, shared, THREE, title="她的标题", topic="综合政务")
    answer = client.post(desk("edit", shared.public_id), written(shared, html=THREE, title="我的标题", topic="国防"))

    settle(client, shared, answer, "merge", **{"pick-title": "theirs", "pick-topic": "mine"})

    merged = Information.objects.get()
    assert (merged.title, merged.topic) == ("她的标题", "国防")


@pytest.mark.parametrize(("choice", "text"), [("mine", "我的"), ("theirs", "她的")])
def test_one_of_the_two_may_be_taken_whole(client, shared, other, choice, text):
    answer = clash(client, shared, other, "<p>我的</p>", "<p>她的</p>")

    settle(client, shared, answer, choice)

    assert Information.objects.get().text == text


def test_both_are_kept_as_two_drafts_with_the_same_pictures(client, shared, other, clerk):
    picture = actions.attach(information_id=shared.pk, name="图.png", content=PNG, by=clerk, at=AT, is_inline=True)
    address = paths.attachment(shared.public_id, picture.public_id)
    answer = clash(client, shared, other, f'<p>我的<img src="{address}" alt="图"></p>', "<p>她的</p>")

    settle(client, shared, answer, "keep_both")

    first, second = Information.objects.order_by("pk")
    copied = second.attachments.get()
    assert (first.text, second.title) == ("她的", "公告（另一稿）")
    assert second.html == f'<p>我的<img src="{paths.attachment(second.public_id, copied.public_id)}" alt="图"></p>'
    assert copied.file.name == picture.file.name
    assert sorted(second.authors) == sorted({clerk.pk, other.pk})
    assert Entry.objects.filter(action="information.second_draft_kept").count() == 1


def test_a_third_save_meanwhile_is_shown_again(client, shared, other):
    answer = clash(client, shared, other, "<p>我的</p>", "<p>她的</p>")
    saved_by(other, Information.objects.get(), "<p>她又改了</p>")

    again = settle(client, shared, answer, "mine")

    assert again.status_code == 409
    assert "她又改了" in again.content.decode()
    assert hidden(again)["html"] == "<p>我的</p>"
    assert Information.objects.get().text == "她又改了"


def test_what_is_typed_while_another_sends_it_for_review_is_kept_as_a_second_draft(client, body, clerk):
    waiting = InformationFactory(body=body, in_review=True, drafted_by=clerk)

    answer = client.post(desk("edit", waiting.public_id), written(waiting, html="<p>还在写</p>"))
    page = answer.content.decode()
    settle(client, waiting, answer, "keep_both")

    assert answer.status_code == 409
    assert "对方已经送审" in page
    assert "合并保存" not in page
    assert Information.objects.get(state="draft").text == "还在写"


def test_merging_into_what_was_sent_for_review_meanwhile_is_shown_again(client, shared, other):
    answer = clash(client, shared, other, "<p>我的</p>", "<p>她的</p>")
    Information.objects.update(state="checked")

    assert settle(client, shared, answer, "merge").status_code == 409


def test_whoever_lost_her_post_meanwhile_is_told_and_sees_her_text(client, body, shared, clerk):
    client.force_login(OfficerFactory(body=body, role=Role.REVIEWER))

    answer = client.post(desk("edit", shared.public_id), written(shared, html="<p>我的</p>"))

    assert answer.status_code == 422
    assert "没有这项权限" in answer.content.decode()
    assert "我的" in answer.content.decode()


@pytest.mark.parametrize("sent", [{"choice": "nonsense"}, {"against": "x"}, {"title": ""}])
def test_a_choice_that_cannot_be_read_keeps_the_text_in_the_editor(client, shared, other, sent):
    answer = clash(client, shared, other, "<p>我的</p>", "<p>她的</p>")

    again = client.post(desk("reconcile", shared.public_id), hidden(answer) | {"choice": "merge"} | sent)

    assert "我的" in again.content.decode()
    assert Information.objects.get().text == "她的"


def test_a_text_whose_beginning_was_not_kept_is_merged_as_well_as_can_be(client, draft, other):
    saved_by(other, draft, "<p>现将有关情况公告如下。</p><p>她的</p>")
    draft.versions.all().delete()
    mine = "<p>我的</p><p>现将有关情况公告如下。</p>"

    answer = client.post(desk("edit", draft.public_id), written(draft, html=mine))
    settle(client, draft, answer, "merge")

    assert Information.objects.get().text == "我的\n现将有关情况公告如下。\n她的"


def test_a_field_that_is_not_on_the_page_keeps_its_value(client, shared):
    client.post(desk("edit", shared.public_id), written(shared))

    assert Information.objects.get().disclosure == "proactive"


def test_the_attribute_is_decided_with_its_ground(client, shared):
    facts = {"disclosure": "withheld", "ground": "state_secret", "ground_note": "定密", "reassess_on": "2027-01-01"}

    client.post(desk("edit", shared.public_id), written(shared, **facts))
    kept = Information.objects.values("disclosure", "ground", "ground_note").get()
    client.post(
        desk("edit", shared.public_id), written(Information.objects.get(), **facts | {"disclosure": "proactive"})
    )

    assert kept == {"disclosure": "withheld", "ground": "state_secret", "ground_note": "定密"}
    assert Information.objects.values_list("ground", "reassess_on").get() == ("", None)


def test_a_ground_that_cannot_bear_the_attribute_is_refused_beside_its_field(client, shared):
    facts = {"disclosure": "on_request", "ground": "state_secret"}

    answer = client.post(desk("edit", shared.public_id), written(shared, html="<p>没有丢</p>", **facts))

    assert answer.status_code == 422
    assert "所选依据不能用于这一公开属性" in answer.content.decode()
    assert "没有丢" in answer.content.decode()


def test_the_day_of_re_evaluation_is_proposed_from_the_countys_setting(client, shared):
    page = client.get(desk("edit", shared.public_id)).content.decode()

    assert re.search(r'name="reassess_on" value="\d{4}-\d\d-\d\d"', page)


def test_headings_for_the_elements_are_put_below_what_is_written(client, shared):
    client.post(desk("use_template", shared.public_id), written(shared, html="<p>已写</p>", template="skeleton"))

    assert Information.objects.get().text.startswith("已写\n一、政策依据")


def test_a_text_is_kept_as_a_template_and_used_again(client, body, shared):
    facts = {"html": "<h2>一、标准</h2><script>x</script>", "template_name": " 发放公告 "}
    client.post(desk("keep_template", shared.public_id), written(shared, **facts))
    kept = DraftTemplate.objects.get()

    fresh = InformationFactory(body=body, row=shared.row)
    client.post(desk("use_template", fresh.public_id), written(fresh, html="", template=kept.public_id))

    assert (kept.name, kept.html) == ("发放公告", "<h2>一、标准</h2>")
    fresh.refresh_from_db()
    assert fresh.text == "一、标准"


def test_the_same_name_again_replaces_a_template(client, shared):
    for text in ("旧", "新"):
        piece = Information.objects.get()
        facts = {"html": f"<p>{text}</p>", "template_name": "公告"}
        client.post(desk("keep_template", shared.public_id), written(piece, **facts))

    assert DraftTemplate.objects.get().html == "<p>新</p>"


def test_a_template_without_a_name_is_refused_with_words_and_the_text_is_saved(client, shared):
    answer = client.post(desk("keep_template", shared.public_id), written(shared, html="<p>没有丢</p>"), follow=True)

    assert "请填写模板名称" in answer.content.decode()
    assert Information.objects.get().text == "没有丢"


def test_a_template_is_dropped_by_its_own_body_alone(client, shared):
    own = DraftTemplateFactory(body=shared.body, matter=shared.matter)
    foreign = DraftTemplateFactory(body=BodyFactory(county=shared.county), matter=shared.matter)

    gone = client.post(desk("drop_template", shared.public_id, own.public_id), written(shared))
    refused = client.post(desk("drop_template", shared.public_id, foreign.public_id), written(shared))

    assert (gone.status_code, refused.status_code) == (302, 404)
    assert DraftTemplate.objects.get() == foreign


def test_a_template_that_is_not_there_cannot_be_used(client, shared):
    assert client.post(desk("use_template", shared.public_id), written(shared, template="none")).status_code == 404
