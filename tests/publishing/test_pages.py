"""What the pages of publishing show, to whom, and what they refuse."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions, presenters
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules.document_number import Mending
from gongkai.publishing.rules.metadata import Finding
from gongkai.publishing.rules.states import PublishingRefused, Refusal
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory, PostFactory, VillageFactory
from tests.factories.publishing import AttachmentFactory, IndexCounterFactory, InformationFactory, row_owed_by

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def body():
    body = BodyFactory(phone="0990-1234567")
    CountyHostFactory(county=body.county)
    return body


@pytest.fixture
def clerk(client, body):
    person = OfficerFactory(body=body)
    client.force_login(person)
    return person


@pytest.fixture
def draft(body, clerk):
    return InformationFactory(body=body, drafted_by=clerk)


@pytest.fixture
def piece(body):
    return InformationFactory(body=body, published=True)


def desk(name, *args):
    return reverse(f"publishing_workbench:{name}", args=args)


def page_of(piece):
    return reverse("publishing_portal:information", args=[piece.public_id])


def written(draft, **changed):
    facts = {"revision": draft.revision, "title": draft.title, "html": "<p>新内容</p>", "kind": "announcement"}
    return facts | changed


# --- The public page ---


def test_the_page_shows_the_metadata_the_text_and_the_files(client, piece):
    AttachmentFactory(information=piece, name="发放明细.txt")

    shown = client.get(page_of(piece)).content.decode()

    for words in (piece.title, piece.index_number, "现将有关情况公告如下。", "发放明细.txt", "16 B", "0990-1234567"):
        assert words in shown
    assert f'<meta name="ArticleTitle" content="{piece.title}">' in shown


def test_the_record_and_the_code_of_a_public_piece_are_there(client, piece):
    record = client.get(f"{page_of(piece)}record.json")
    code = client.get(f"{page_of(piece)}qr.svg")

    assert record.json()["index_number"] == piece.index_number
    assert "attachment" in record["Content-Disposition"]
    assert (code["Content-Type"], code.content[:5]) == ("image/svg+xml", b"<?xml")


@pytest.mark.parametrize("state", [{}, {"in_review": True}])
def test_what_is_not_public_is_not_there(client, body, state):
    hidden = InformationFactory(body=body, **state)

    assert client.get(page_of(hidden)).status_code == 404
    assert client.get(f"{page_of(hidden)}record.json").status_code == 404
    assert client.get(f"{page_of(hidden)}qr.svg").status_code == 404


def test_another_countys_piece_is_not_there(client, piece):
    stranger = InformationFactory(published=True)

    assert client.get(page_of(stranger)).status_code == 404


def test_a_withdrawn_piece_says_why_it_is_gone(client, body):
    gone = InformationFactory(body=body, withdrawn=True)

    answer = client.get(page_of(gone))

    assert answer.status_code == 410
    assert gone.withdrawn_reason in answer.content.decode()
    assert gone.text not in answer.content.decode()


def test_an_interpretation_and_its_document_link_to_each_other(client, body, piece):
    reading = InformationFactory(body=body, row=piece.row, published=True, kind="interpretation", interprets=piece)

    assert page_of(reading) in client.get(page_of(piece)).content.decode()
    assert page_of(piece) in client.get(page_of(reading)).content.decode()


def test_neighbours_under_the_same_matter_are_linked(client, body, piece):
    newer = InformationFactory(
        body=body, row=piece.row, published=True, published_at=datetime(2025, 5, 1, 1, tzinfo=UTC)
    )

    shown = client.get(page_of(piece)).content.decode()

    assert re.search(rf'rel="next" href="{page_of(newer)}"', shown)
    assert re.search(rf'rel="prev" href="{page_of(piece)}"', client.get(page_of(newer)).content.decode())


def test_a_repealed_document_carries_its_badge(client, body):
    repealed = InformationFactory(body=body, published=True, validity="repealed")

    assert "已废止" in client.get(page_of(repealed)).content.decode()


def test_the_page_costs_the_same_however_much_hangs_on_it(client, body, piece):
    def counted():
        with CaptureQueriesContext(connection) as made:
            client.get(page_of(piece))
        return len(made)

    counted()
    few = counted()
    for _ in range(10):
        AttachmentFactory(information=piece)
        InformationFactory(body=body, row=piece.row, published=True, kind="interpretation", interprets=piece)

    assert counted() == few


# --- The desk ---


@pytest.mark.parametrize("name", ["drafts", "review_queue"])
def test_a_list_costs_the_same_at_many_as_at_few(client, body, name):
    client.force_login(OfficerFactory(body=body, role=Role.APPROVER))

    def counted():
        with CaptureQueriesContext(connection) as made:
            assert client.get(desk(name)).status_code == 200
        return len(made)

    def grow(count):
        for _ in range(count):
            InformationFactory(body=body, in_review=True)

    grow(2)
    counted()
    few = counted()
    grow(15)

    assert counted() == few


def test_the_desk_lists_what_is_not_public_yet_or_one_state(client, body, clerk, piece):
    waiting = InformationFactory(body=body, in_review=True)

    everything = client.get(desk("drafts")).content.decode()
    published = client.get(desk("drafts") + "?state=published").content.decode()

    assert (waiting.title in everything, piece.title in everything) == (True, False)
    assert (waiting.title in published, piece.title in published) == (False, True)


def test_a_task_becomes_a_draft_with_one_post(client, body, clerk):
    row = row_owed_by(body)
    duty = DutyFactory(row=row, body=body)

    answer = client.post(desk("start"), {"matter_id": row.matter_id, "duty_id": duty.pk})

    made = Information.objects.get()
    assert answer.url == desk("edit", made.public_id)
    assert (made.duty, made.title) == (duty, f"2025年第一季度{row.l2}"[:300])


def test_a_township_writes_for_its_village(client):
    village = VillageFactory()
    CountyHostFactory(county=village.county)
    client.force_login(OfficerFactory(body=village.parent))
    row = row_owed_by(village)

    client.post(desk("start"), {"matter_id": row.matter_id, "body_id": village.pk})

    assert Information.objects.get().body == village


@pytest.mark.parametrize("sent", [{}, {"matter_id": "x"}])
def test_a_start_without_a_matter_is_not_found(client, clerk, sent):
    assert client.post(desk("start"), sent).status_code == 404


def test_a_start_for_somebody_elses_body_is_not_found(client, body, clerk):
    row = row_owed_by(body)

    answer = client.post(desk("start"), {"matter_id": row.matter_id, "body_id": BodyFactory(county=body.county).pk})

    assert answer.status_code == 404


def test_a_matter_that_is_not_owed_is_refused_with_words(client, body, clerk):
    row = row_owed_by(BodyFactory(county=body.county))

    answer = client.post(desk("start"), {"matter_id": row.matter_id}, follow=True)

    assert "本单位不承担这一事项" in answer.content.decode()


def test_the_editor_shows_the_draft_beside_its_row(client, draft):
    shown = client.get(desk("edit", draft.public_id)).content.decode()

    for words in (draft.title, "政策依据", "办理结果", draft.row.time_limit, "送审"):
        assert words in shown


def test_saving_while_one_types_answers_with_the_checklist(client, draft):
    answer = client.post(desk("save", draft.public_id), written(draft, html="<p>政策依据：见附件</p>"), headers=HTMX)

    shown = answer.content.decode()
    assert "2项要素，已有1项" in shown
    assert 'id="id_revision" value="1"' in shown
    assert "gongkai:saved" in answer["HX-Trigger"]


def test_a_stale_save_is_told_and_keeps_the_other_version(client, draft, clerk):
    actions.save_draft(information_id=draft.pk, revision=0, by=clerk, at=AT, html="<p>别处</p>")

    answer = client.post(desk("save", draft.public_id), written(draft), headers=HTMX)

    assert "这件信息在别处改过，没有覆盖" in answer.content.decode()
    assert Information.objects.get().text == "别处"


def test_a_save_without_a_title_says_so(client, draft):
    answer = client.post(desk("save", draft.public_id), written(draft, title=""), headers=HTMX)

    assert "请填写标题" in answer.content.decode()
    assert Information.objects.get().revision == 0


def test_without_script_a_post_saves_and_comes_back(client, draft):
    answer = client.post(desk("edit", draft.public_id), written(draft, keep="yes"))

    assert answer.url == desk("edit", draft.public_id)
    assert Information.objects.get().text == "新内容"


def test_a_wrong_form_keeps_what_was_typed(client, draft):
    answer = client.post(desk("edit", draft.public_id), written(draft, title="", html="<p>没有丢</p>"))

    assert answer.status_code == 422
    assert "没有丢" in answer.content.decode()


def test_a_stale_form_keeps_what_was_typed(client, draft, clerk):
    actions.save_draft(information_id=draft.pk, revision=0, by=clerk, at=AT)

    answer = client.post(desk("edit", draft.public_id), written(draft, html="<p>没有丢</p>"))

    assert answer.status_code == 422
    assert "没有丢" in answer.content.decode()


def test_the_button_sends_it_for_review(client, draft):
    answer = client.post(desk("edit", draft.public_id), written(draft, submit="yes"), follow=True)

    assert Information.objects.get().state == "in_review"
    assert "已送审" in answer.content.decode()


def test_an_empty_draft_is_not_sent(client, draft):
    answer = client.post(desk("edit", draft.public_id), written(draft, html="", submit="yes"), follow=True)

    assert "正文和附件至少要有一样" in answer.content.decode()


def test_an_element_is_ticked_by_hand_and_left_to_the_text_again(client, draft):
    address = desk("tick", draft.public_id)

    client.post(address, {"element": "办理结果", "is_ticked": "yes"}, headers=HTMX)
    ticked = dict(Information.objects.get().checklist)
    client.post(address, {"element": "办理结果", "is_ticked": "auto"})

    assert ticked == {"办理结果": True}
    assert Information.objects.get().checklist == {}


def test_files_are_attached_and_taken_off(client, draft):
    answer = client.post(
        desk("attach", draft.public_id),
        {"file": [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.exe", b"MZ")]},
        headers=HTMX,
    )
    (file,) = Attachment.objects.all()
    gone = client.post(desk("remove_attachment", draft.public_id, file.public_id), headers=HTMX)

    assert answer.status_code == 422
    assert "b.exe：不收这种文件" in answer.content.decode()
    assert "a.txt" in answer.content.decode()
    assert gone.status_code == 200
    assert not Attachment.objects.exists()


def test_attaching_works_without_script(client, draft):
    answer = client.post(desk("attach", draft.public_id), follow=True)
    client.post(desk("attach", draft.public_id), {"file": SimpleUploadedFile("a.txt", b"a")})

    assert "请选择文件" in answer.content.decode()
    assert Attachment.objects.get().name == "a.txt"


def test_a_file_that_is_not_there_cannot_be_taken_off(client, draft):
    assert client.post(desk("remove_attachment", draft.public_id, "none")).status_code == 404


def test_a_pasted_picture_comes_back_with_its_address(client, draft):
    from tests.publishing.test_attaching import PNG

    good = client.post(desk("picture", draft.public_id), {"file": SimpleUploadedFile("p.png", PNG)})
    bad = client.post(desk("picture", draft.public_id), {"file": SimpleUploadedFile("p.txt", b"a")})
    none = client.post(desk("picture", draft.public_id))

    assert good.json() == {"url": f"/info/{draft.public_id}/files/{Attachment.objects.get().public_id}/"}
    assert (bad.status_code, none.status_code) == (422, 422)


def test_the_preview_shows_the_draft_as_it_will_look(client, draft):
    shown = client.get(desk("preview", draft.public_id)).content.decode()

    assert "现将有关情况公告如下。" in shown
    assert "发布日期" not in shown.split("<dl", 1)[1].split("</dl>")[0]


def test_a_draft_is_thrown_away(client, draft):
    client.post(desk("discard", draft.public_id))

    assert not Information.objects.exists()


def test_what_waits_is_recalled(client, body, clerk):
    waiting = InformationFactory(body=body, in_review=True, drafted_by=clerk)

    client.post(desk("recall", waiting.public_id))

    assert Information.objects.get().state == "draft"


@pytest.mark.parametrize("name", ["recall", "discard"])
def test_what_is_public_is_neither_recalled_nor_thrown_away(client, clerk, piece, name):
    client.post(desk(name, piece.public_id))

    assert Information.objects.get().state == "published"


def test_the_editor_of_what_is_not_a_draft_leads_to_its_reading(client, clerk, piece):
    assert client.get(desk("edit", piece.public_id)).url == desk("review", piece.public_id)


def test_another_bodys_draft_is_as_if_it_were_not_there(client, body, clerk):
    foreign = InformationFactory(body=BodyFactory(county=body.county))

    for name in ("edit", "preview", "review"):
        assert client.get(desk(name, foreign.public_id)).status_code == 404
    assert client.post(desk("save", foreign.public_id), written(foreign)).status_code == 404


@pytest.fixture
def chief(client, body):
    person = OfficerFactory(body=body, role=Role.APPROVER)
    client.force_login(person)
    return person


def test_the_approver_signs_off_and_publishes_on_one_screen(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    shown = client.get(desk("review", waiting.public_id)).content.decode()
    client.post(desk("review", waiting.public_id), {"move": "sign_off_and_publish"})

    assert "签发并公开" in shown
    assert Information.objects.get().state == "published"
    assert client.get(page_of(waiting)).status_code == 200


def test_signing_off_and_publishing_may_be_two_steps(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    client.post(desk("review", waiting.public_id), {"move": "sign_off"})
    signed = Information.objects.get().state
    client.post(desk("review", waiting.public_id), {"move": "publish"})

    assert (signed, Information.objects.get().state) == ("signed_off", "published")


def test_sending_back_asks_for_a_word(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    refused = client.post(desk("review", waiting.public_id), {"move": "send_back"})
    client.post(desk("review", waiting.public_id), {"move": "send_back", "reason": "补上电话"})

    assert refused.status_code == 422
    assert "请写明理由" in refused.content.decode()
    assert Information.objects.get().returned_note == "补上电话"


def test_who_wrote_it_finds_no_button_to_sign_it_off(client, body, chief):
    PostFactory(user=chief, body=body, role=Role.PUBLISHER)
    own = InformationFactory(body=body, in_review=True, drafted_by=chief)

    shown = client.get(desk("review", own.public_id)).content.decode()

    assert "签发并公开" not in shown
    assert "您参与了起草，须由他人签发" in shown


def test_taking_off_asks_for_a_reason_that_the_public_reads(client, body, chief, piece):
    asked = client.post(desk("withdraw", piece.public_id), {"reason": ""})
    client.post(desk("withdraw", piece.public_id), {"reason": "金额有误"})

    assert asked.status_code == 422
    assert "金额有误" in client.get(page_of(piece)).content.decode()


def test_what_is_not_public_cannot_be_taken_off(client, body, chief):
    waiting = InformationFactory(body=body, in_review=True)

    answer = client.post(desk("withdraw", waiting.public_id), {"reason": "理由"})

    assert answer.status_code == 422


# --- Words ---


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_words(refusal):
    assert presenters.explain(PublishingRefused(refusal, limit=50 * 1024 * 1024))


def test_a_closed_gate_names_its_reasons():
    refused = PublishingRefused(Refusal.GATE_CLOSED, reasons=[("a", "written_in_future"), ("b", "解读材料没有附上")])

    assert presenters.explain(refused) == "还有必须先改的问题：成文日期晚于今天；解读材料没有附上"


def test_every_finding_and_every_mending_has_words():
    assert set(presenters.FINDINGS) == set(Finding)
    assert set(presenters.MENDINGS) == set(Mending)


def test_every_factory_makes_what_the_models_allow():
    for made in (
        InformationFactory(),
        InformationFactory(in_review=True),
        InformationFactory(published=True),
        InformationFactory(withdrawn=True),
        AttachmentFactory(),
        IndexCounterFactory(),
    ):
        made.full_clean()


def test_how_much_is_published_under_a_matter(body, piece):
    from gongkai.publishing import queries

    newest = InformationFactory(
        body=body, row=piece.row, published=True, published_at=datetime(2025, 5, 1, 1, tzinfo=UTC)
    )
    InformationFactory(body=body, row=piece.row)

    found = queries.of_matters(body.county, matters=[piece.matter_id], body_id=body.pk)

    assert found[piece.matter_id].count == 2
    assert (found[piece.matter_id].public_id, found[piece.matter_id].published_on) == (
        newest.public_id,
        date(2025, 5, 1),
    )
