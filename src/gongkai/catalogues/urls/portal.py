"""The catalogue in force as a file, whole or field by field."""

from __future__ import annotations

from django.urls import path

from gongkai.catalogues.views import files

app_name = "catalogues_portal"
urlpatterns = [
    path("catalogue.<str:form>", files.export, name="export"),
    path("fields/<slug:slug>/catalogue.<str:form>", files.export, name="export"),
]
