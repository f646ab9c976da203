"""Guidelines and their editions, mounted under /desk/."""

from __future__ import annotations

from django.urls import path

from gongkai.standards.views import editions

app_name = "standards_workbench"
urlpatterns = [
    path("standards/", editions.editions, name="editions"),
    path("standards/<int:pk>/", editions.edition, name="edition"),
    path("standards/<int:pk>/export.<slug:format>", editions.export, name="export"),
    path("standards/<int:pk>/in-force/", editions.put_in_force, name="put_in_force"),
    path("standards/<int:old>/<int:new>/", editions.difference, name="difference"),
]
