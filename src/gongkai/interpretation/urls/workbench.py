"""The desk pages of interpretation, relay and response."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "interpretation_workbench"
urlpatterns: list[URLPattern] = []
