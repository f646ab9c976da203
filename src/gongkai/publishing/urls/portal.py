"""The public pages of publishing."""

from __future__ import annotations

from django.urls import path

from gongkai.publishing.views import clean_ups, documents, history, portal, transparency, working_rules

app_name = "publishing_portal"
urlpatterns = [
    path("info/<slug:public_id>/", portal.information, name="information"),
    path("info/<slug:public_id>/record.json", portal.record, name="record"),
    path("info/<slug:public_id>/proof.json", transparency.proof, name="proof"),
    path("info/<slug:public_id>/document.<str:form>", documents.document, name="document"),
    path("info/<slug:public_id>/qr.svg", portal.qr, name="qr"),
    path("info/<slug:public_id>/files/<slug:attachment_id>/", portal.attachment, name="attachment"),
    path("info/<slug:public_id>/history/", history.history, name="history"),
    path("info/<slug:public_id>/history/compare/", history.compare, name="compare_versions"),
    path("info/<slug:public_id>/history/<int:number>/", history.version, name="version"),
    path("policies/clean-ups/<int:year>/", clean_ups.published, name="clean_up"),
    path("working-rules/", working_rules.adopted, name="working_rules"),
    path("working-rules/<slug:topic>/", working_rules.adopted_topic, name="working_rules_topic"),
    path("transparency/", transparency.log, name="log"),
    path("transparency/head.json", transparency.head, name="log_head"),
    path("transparency/log.jsonl", transparency.whole, name="log_whole"),
]
