"""The desk pages of the site itself."""

from __future__ import annotations

from django.urls import path

from gongkai.website.views import columns, notices, reports, topics

app_name = "website_workbench"
REPORT = "site/reports/<slug:code>/"
TOPIC = "site/topics/<slug:code>/"
urlpatterns = [
    path("site/reports/", reports.index, name="reports"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}settle/", reports.settle, name="settle_report"),
    path(f"{REPORT}pass-on/", reports.pass_on, name="pass_report_on"),
    path(f"{REPORT}reopen/", reports.reopen, name="reopen_report"),
    path("site/guide/", columns.guide, name="guide"),
    path("site/guide/name/", columns.name_guide, name="name_guide"),
    path("site/guide/take-out/", columns.take_out_guide, name="take_out_guide"),
    path("site/notices/", notices.index, name="notices"),
    path("site/notices/<slug:code>/end/", notices.end, name="end_notice"),
    path("site/topics/", topics.index, name="topics"),
    path(TOPIC, topics.edit, name="topic"),
    path(f"{TOPIC}add/", topics.add, name="add_to_topic"),
    path(f"{TOPIC}entries/<int:pk>/remove/", topics.remove, name="remove_from_topic"),
    path(f"{TOPIC}<slug:step>/", topics.step, name="topic_step"),
]
