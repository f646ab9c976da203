"""The public pages of interpretation."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "interpretation_portal"
urlpatterns: list[URLPattern] = []
