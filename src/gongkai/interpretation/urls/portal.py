"""The public pages of interpretation."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.interpretation.views import asking

app_name = "interpretation_portal"
urlpatterns: list[URLPattern] = [
    path("info/<slug:public_id>/ask/", asking.ask, name="ask"),
    path("questions/", asking.find, name="find_question"),
    path("questions/<slug:code>/", asking.question, name="question"),
]
