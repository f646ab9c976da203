"""Mounted by config in demo mode."""

from __future__ import annotations

from django.urls import path

from gongkai.demo import views

app_name = "demo"
urlpatterns = [
    path("tour/", views.tour, name="tour"),
    path("tour/enter/", views.enter, name="enter"),
    path("tour/<slug:name>/", views.stop, name="stop"),
]
