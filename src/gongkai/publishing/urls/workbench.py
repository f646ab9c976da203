"""The desk pages of publishing."""

from __future__ import annotations

from django.urls import path

from gongkai.publishing.views import (
    annotating,
    chains,
    correcting,
    editing,
    files,
    masking,
    reviewing,
    templates,
    writing,
)

app_name = "publishing_workbench"
urlpatterns = [
    path("info/", writing.drafts, name="drafts"),
    path("info/start/", writing.start, name="start"),
    path("info/review/", reviewing.queue, name="review_queue"),
    path("info/review/batch/", reviewing.batch, name="review_batch"),
    path("info/chains/", chains.settings, name="chains"),
    path("info/chains/county/", chains.of_county, name="county_chains"),
    path("info/chains/body/", chains.of_body, name="body_chain"),
    path("info/chains/body/drop/", chains.drop, name="drop_chain"),
    path("info/<slug:public_id>/", editing.edit, name="edit"),
    path("info/<slug:public_id>/save/", editing.save, name="save"),
    path("info/<slug:public_id>/reconcile/", editing.reconcile, name="reconcile"),
    path("info/<slug:public_id>/templates/", templates.keep, name="keep_template"),
    path("info/<slug:public_id>/templates/use/", templates.use, name="use_template"),
    path("info/<slug:public_id>/templates/<slug:template_id>/drop/", templates.drop, name="drop_template"),
    path("info/<slug:public_id>/tick/", writing.tick, name="tick"),
    path("info/<slug:public_id>/preview/", writing.preview, name="preview"),
    path("info/<slug:public_id>/preview/page/", writing.preview_page, name="preview_page"),
    path("info/<slug:public_id>/recall/", writing.recall, name="recall"),
    path("info/<slug:public_id>/discard/", writing.discard, name="discard"),
    path("info/<slug:public_id>/files/", files.attach, name="attach"),
    path("info/<slug:public_id>/files/<slug:attachment_id>/remove/", files.remove, name="remove_attachment"),
    path("info/<slug:public_id>/files/<slug:attachment_id>/arrange/", files.arrange, name="arrange_attachment"),
    path("info/<slug:public_id>/pictures/", files.picture, name="picture"),
    path("info/<slug:public_id>/review/", reviewing.review, name="review"),
    path("info/<slug:public_id>/notes/", annotating.note, name="note"),
    path("info/<slug:public_id>/notes/<int:note_id>/settle/", annotating.settle, name="settle_note"),
    path("info/<slug:public_id>/stand/", annotating.let_stand, name="let_stand"),
    path("info/<slug:public_id>/duty-reviewer/", annotating.ask_duty_reviewer, name="ask_duty_reviewer"),
    path("info/<slug:public_id>/mask/", masking.mask, name="mask"),
    path("info/<slug:public_id>/correct/", correcting.start, name="correct"),
    path("info/<slug:public_id>/withdraw/", reviewing.withdraw, name="withdraw"),
]
