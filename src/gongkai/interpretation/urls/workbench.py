"""The desk pages of interpretation, relay and response."""

from __future__ import annotations

from django.urls import path

from gongkai.interpretation.views import (
    concerns,
    coverage,
    exemptions,
    materials,
    plans,
    policy_files,
    questions,
    relaying,
    relays,
)

app_name = "interpretation_workbench"
POLICY = "interpretation/policies/<slug:public_id>/"
UPPER = "interpretation/upper/<slug:public_id>/"
CONCERN = "interpretation/concerns/<slug:public_id>/"
QUESTION = "interpretation/questions/<slug:code>/"
IMPORT = "interpretation/upper/imports/<int:pk>/"
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
    path("interpretation/upper/", relays.index, name="upper_policies"),
    path("interpretation/upper/new/", relays.register, name="register_policy"),
    path("interpretation/upper/import/", policy_files.upload, name="policy_upload"),
    path(IMPORT, policy_files.dry_run, name="policy_dry_run"),
    path(f"{IMPORT}take-in/", policy_files.take_in, name="take_in_policy_file"),
    path(f"{IMPORT}drop/", policy_files.drop, name="drop_policy_file"),
    path(f"{IMPORT}findings.xlsx", policy_files.findings_file, name="policy_findings"),
    path(UPPER, relays.policy, name="upper_policy"),
    path(f"{UPPER}judge/", relaying.judge, name="judge_match"),
    path(f"{UPPER}start/", relaying.start, name="start_relay"),
    path(f"{UPPER}links/<int:pk>/remove/", relaying.unlink, name="unlink_policy"),
    path(f"{UPPER}steps/<slug:name>/", relaying.step, name="policy_step"),
    path("interpretation/concerns/", concerns.index, name="concerns"),
    path("interpretation/concerns/new/", concerns.register, name="register_concern"),
    path(CONCERN, concerns.concern, name="concern"),
    path(f"{CONCERN}start/", concerns.start, name="start_answer"),
    path(f"{CONCERN}steps/<slug:name>/", concerns.step, name="concern_step"),
    path("interpretation/questions/", questions.index, name="questions"),
    path(QUESTION, questions.question, name="question"),
    path(f"{QUESTION}concern/", questions.make_concern, name="raise_concern"),
    path(f"{QUESTION}steps/<slug:name>/", questions.step, name="question_step"),
]
