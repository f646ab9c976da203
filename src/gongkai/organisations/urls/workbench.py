"""Bodies, people and settings of a county, mounted under /desk/."""

from __future__ import annotations

from django.urls import path

from gongkai.organisations.views import background, bodies, county, people

app_name = "organisations_workbench"
urlpatterns = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.add, name="add"),
    path("bodies/<slug:slug>/", bodies.body, name="body"),
    path("bodies/<slug:slug>/change/", bodies.change, name="change"),
    path("bodies/<slug:slug>/abolish/", bodies.abolish, name="abolish"),
    path("bodies/<slug:slug>/work-unit/", bodies.work_unit, name="work_unit"),
    path("bodies/<slug:slug>/appoint/", people.appoint, name="appoint"),
    path("posts/<int:pk>/end/", people.end_post, name="end_post"),
    path("posts/<int:pk>/deputy/", people.deputise, name="deputise"),
    path("people/<int:pk>/leave/", people.leave, name="leave"),
    path("people/<int:pk>/link/", people.issue_one_time_link, name="issue_one_time_link"),
    path("desks/", people.desks, name="desks"),
    path("desks/switch/", people.switch, name="switch"),
    path("work/", background.works, name="works"),
    path("work/<int:pk>/", background.work, name="work"),
    path("work/<int:pk>/result/", background.result, name="work_result"),
    path("settings/", county.county_settings, name="settings"),
    path("settings/<str:key>/", county.set_value, name="set_value"),
]
