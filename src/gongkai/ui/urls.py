"""Mounted by config at /ui/."""

from __future__ import annotations

from django.urls import path

from gongkai.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("prefer/", views.prefer, name="prefer"),
]
