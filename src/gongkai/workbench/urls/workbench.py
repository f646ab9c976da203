"""The desk's own pages, mounted under /desk/."""

from __future__ import annotations

from django.urls import path

from gongkai.workbench.views import (
    cockpit,
    duties,
    duty,
    events,
    explaining,
    record,
    returns,
    search_words,
    showing,
    tasks,
    waivers,
)

app_name = "workbench"
urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("returns/", returns.index, name="returns"),
    path("returns/<slug:body>/<slug:kind>/<str:period>/", returns.sign, name="sign"),
    path("events/", events.choose, name="events"),
    path("events/<slug:body>/<int:number>/", events.register, name="register"),
    path("duties/", duties.index, name="duties"),
    path("duties/duties.csv", duties.export, name="duties_csv"),
    path("duties/calendar/", duties.calendar, name="calendar"),
    path("duties/overdue/", showing.overdue_showing, name="overdue_showing"),
    path("duties/<int:pk>/", duty.page, name="duty"),
    path("duties/<int:pk>/external/", duty.external, name="external"),
    path("duties/<int:pk>/confirm/", duty.confirm, name="confirm"),
    path("duties/<int:pk>/explain/", explaining.explain, name="explain"),
    path("duties/<int:pk>/explanation/take-back/", explaining.take_back, name="take_back_explanation"),
    path("duties/<int:pk>/reopen/", duty.reopen, name="reopen"),
    path("duties/<int:pk>/waive/", waivers.waive, name="waive"),
    path("waivers/<int:pk>/grant/", waivers.grant, name="grant_waiver"),
    path("waivers/<int:pk>/refuse/", waivers.refuse, name="refuse_waiver"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/rows/", cockpit.rows, name="rows"),
    path("search/", search_words.missed, name="missed"),
    path("search/synonyms/", search_words.synonyms, name="synonyms"),
    path("search/synonyms/import/", search_words.import_synonyms, name="import_synonyms"),
    path("search/synonyms/synonyms.csv", search_words.synonyms_csv, name="synonyms_csv"),
    path("search/synonyms/<int:pk>/remove/", search_words.remove_synonyms, name="remove_synonyms"),
    path("search/best-bets/", search_words.best_bets, name="best_bets"),
    path("search/best-bets/<int:pk>/remove/", search_words.remove_best_bet, name="remove_best_bet"),
    path("audit/", record.record, name="audit"),
    path("audit/verify/", record.verify, name="verify"),
]
