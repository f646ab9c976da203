"""The desk pages of interpretation, relay and response."""

from __future__ import annotations

from django.urls import path

from gongkai.interpretation.views import coverage, exemptions, materials, plans

app_name = "interpretation_workbench"
POLICY = "interpretation/policies/<slug:public_id>/"
urlpatterns = [
    path("interpretation/", plans.index, name="policies"),
    path("interpretation/coverage/", coverage.report, name="coverage"),
    path("interpretation/coverage/rows/", coverage.rows, name="coverage_rows"),
    path("interpretation/coverage/coverage.csv", coverage.export, name="coverage_csv"),
    path(POLICY, plans.plan, name="plan"),
    path(f"{POLICY}drop/", plans.drop, name="drop_plan"),
    path(f"{POLICY}release/", plans.release, name="release"),
    path(f"{POLICY}exempt/", exemptions.exempt, name="exempt"),
    path(f"{POLICY}exempt/lift/", exemptions.lift, name="lift_exemption"),
    path(f"{POLICY}materials/", materials.add, name="add_material"),
    path(f"{POLICY}materials/<int:pk>/", materials.change, name="material"),
    path(f"{POLICY}materials/<int:pk>/remove/", materials.remove, name="remove_material"),
    path(f"{POLICY}materials/<int:pk>/start/", materials.start, name="start_material"),
    path(f"{POLICY}materials/<int:pk>/tie/", materials.tie, name="tie_material"),
    path(f"{POLICY}materials/<int:pk>/tick/", materials.tick, name="tick_material"),
]
