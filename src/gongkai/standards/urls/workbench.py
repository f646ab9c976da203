"""Guidelines and their editions, mounted under /desk/."""

from __future__ import annotations

from django.urls import path

from gongkai.standards.views import editions, imports

app_name = "standards_workbench"
urlpatterns = [
    path("standards/", editions.editions, name="editions"),
    path("standards/<int:pk>/", editions.edition, name="edition"),
    path("standards/<int:pk>/export.<slug:format>", editions.export, name="export"),
    path("standards/<int:pk>/in-force/", editions.put_in_force, name="put_in_force"),
    path("standards/<int:old>/<int:new>/", editions.difference, name="difference"),
    path("standards/imports/new/", imports.upload, name="upload"),
    path("standards/imports/<int:pk>/", imports.dry_run, name="dry_run"),
    path("standards/imports/<int:pk>/columns/", imports.columns, name="columns"),
    path("standards/imports/<int:pk>/findings.xlsx", imports.findings, name="findings"),
    path("standards/imports/<int:pk>/take-in/", imports.take_in, name="take_in"),
    path("standards/imports/<int:pk>/drop/", imports.drop, name="drop"),
]
