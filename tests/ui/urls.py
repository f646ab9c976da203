"""The addresses this room needs by itself: its own, and sign-out."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("ui/", include("gongkai.ui.urls")),
    path("accounts/", include("allauth.urls")),
]
