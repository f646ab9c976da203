"""The public pages of the site itself."""

from __future__ import annotations

from django.urls import path

from gongkai.website.views import archive, columns, leaving, notices, reporting, topics

app_name = "website_portal"
urlpatterns = [
    path("openness/", columns.index, name="columns"),
    path("openness/bodies/", columns.bodies, name="body_columns"),
    path("openness/<slug:slug>/", columns.body, name="columns_of_body"),
    path("report-error/", reporting.report, name="report"),
    path("report-error/find/", reporting.find, name="find_report"),
    path("report-error/<slug:code>/", reporting.reported, name="reported"),
    path("notices/", notices.shown, name="notices"),
    path("topics/", topics.shown, name="topics"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
    path("archive/", archive.years, name="archive"),
    path("archive/<int:year>/<int:month>/", archive.month, name="archive_month"),
    path("leaving/", leaving.leaving, name="leaving"),
]
