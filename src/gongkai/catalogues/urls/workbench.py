"""The catalogue desk."""

from __future__ import annotations

from django.urls import path

from gongkai.catalogues.views import bulk, deciding, files, findings, issuing, list_files, overview, revisions, subjects

app_name = "catalogues_workbench"
urlpatterns = [
    path("catalogue/", overview.overview, name="overview"),
    path("catalogue/compile/", overview.compile_county, name="compile"),
    path("catalogue/compile/townships/", overview.compile_townships, name="compile_townships"),
    path("catalogue/townships/", overview.townships, name="townships"),
    path("catalogue/versions/<int:pk>/", overview.version, name="version"),
    path("catalogue/versions/<int:pk>/fields/<slug:slug>/", deciding.field, name="field"),
    path("catalogue/versions/<int:pk>/fields/<slug:slug>/adopt/", bulk.adopt_ticked, name="adopt_ticked"),
    path("catalogue/versions/<int:pk>/fields/<slug:slug>/set-aside/", bulk.set_aside_ticked, name="set_aside_ticked"),
    path("catalogue/versions/<int:pk>/next/", deciding.next_needing, name="next_needing"),
    path("catalogue/rows/<int:pk>/", deciding.row, name="row"),
    path("catalogue/rows/<int:pk>/adopt/", deciding.adopt, name="adopt"),
    path("catalogue/rows/<int:pk>/adapt/", deciding.adapt, name="adapt"),
    path("catalogue/rows/<int:pk>/split/", deciding.split, name="split"),
    path("catalogue/rows/<int:pk>/set-aside/", deciding.set_aside, name="set_aside"),
    path("catalogue/rows/<int:pk>/stages/", deciding.stages, name="stages"),
    path("catalogue/rows/<int:pk>/reset/", deciding.reset, name="reset"),
    path("catalogue/batches/<int:pk>/undo/", deciding.undo, name="undo"),
    path("catalogue/versions/<int:pk>/add/", issuing.add_local, name="add_local"),
    path("catalogue/versions/<int:pk>/issue/", issuing.issue, name="issue"),
    path("catalogue/versions/<int:pk>/catalogue.<str:form>", files.download, name="download"),
    path("catalogue/versions/<int:pk>/findings/", findings.index, name="findings"),
    path("catalogue/versions/<int:pk>/findings/<slug:code>/", findings.of_kind, name="finding_list"),
    path("catalogue/versions/<int:pk>/gaps/", findings.gaps, name="gaps"),
    path("catalogue/versions/<int:pk>/matrix/", findings.matrix, name="matrix"),
    path("catalogue/versions/<int:pk>/entries/<int:entry_id>/", findings.entry, name="entry"),
    path("catalogue/versions/<int:pk>/entries/<int:entry_id>/join/", findings.join, name="join"),
    path("catalogue/findings/<int:pk>/settle/", deciding.settle, name="settle"),
    path("catalogue/links/<int:pk>/", findings.judge_link, name="judge_link"),
    path("catalogue/lists/<slug:kind>/", list_files.entries, name="entries"),
    path("catalogue/lists/<slug:kind>/upload/", list_files.upload, name="upload"),
    path("catalogue/imports/<int:pk>/", list_files.dry_run, name="dry_run"),
    path("catalogue/imports/<int:pk>/columns/", list_files.columns, name="columns"),
    path("catalogue/imports/<int:pk>/findings.xlsx", list_files.findings_file, name="findings_file"),
    path("catalogue/imports/<int:pk>/take-in/", list_files.take_in, name="take_in"),
    path("catalogue/imports/<int:pk>/drop/", list_files.drop, name="drop"),
    path("catalogue/subjects/", subjects.index, name="subjects"),
    path("catalogue/subjects/set/", subjects.set_subject, name="set_subject"),
    path("catalogue/subjects/<int:pk>/remove/", subjects.remove_subject, name="remove_subject"),
    path("catalogue/revisions/", revisions.index, name="revisions"),
    path("catalogue/revisions/compare/<int:pk>/", revisions.compare, name="compare"),
    path("catalogue/revisions/<int:pk>/", revisions.task, name="task"),
]
