"""What the desk shows to whoever writes, and what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.models import Attachment, Information
from tests.factories.duties import DutyFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory, VillageFactory
from tests.factories.publishing import InformationFactory, row_owed_by
from tests.publishing.desk_pages import HTMX, desk, written

pytestmark = pytest.mark.django_db

AT = datetime(2025, 4, 2, 1, tzinfo=UTC)


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
    assert answer["Gongkai-Revision"] == "1"


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

    assert answer.url == desk("edit", draft.public_id) + "?kept=1"
    assert Information.objects.get().text == "新内容"


def test_a_wrong_form_keeps_what_was_typed(client, draft):
    answer = client.post(desk("edit", draft.public_id), written(draft, title="", html="<p>没有丢</p>"))

    assert answer.status_code == 422
    assert "没有丢" in answer.content.decode()


def test_a_stale_form_keeps_what_was_typed(client, draft, clerk):
    actions.save_draft(information_id=draft.pk, revision=0, by=clerk, at=AT)

    answer = client.post(desk("edit", draft.public_id), written(draft, html="<p>没有丢</p>"))

    assert answer.status_code == 409
    assert "没有丢" in answer.content.decode()


def test_the_button_sends_it_for_review(client, draft):
    answer = client.post(desk("edit", draft.public_id), written(draft, submit="yes"), follow=True)

    assert Information.objects.get().state == "checked"
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
    frame = client.get(desk("preview", draft.public_id) + "?width=phone").content.decode()
    answer = client.get(desk("preview_page", draft.public_id))
    shown = answer.content.decode()

    assert desk("preview_page", draft.public_id) in frame
    assert "preview--phone" in frame
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
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
