"""Errors that readers report: taken in without a name, passed on, settled with an answer, opened again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.kernel.text import printable
from gongkai.organisations import queries as organisations
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import Body, County, User
from gongkai.publishing.rules import sensitive
from gongkai.website import policies
from gongkai.website.models import ErrorReport
from gongkai.website.queries import responsible
from gongkai.website.rules import reports, routing
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from gongkai.website.rules.reports import Outcome, State
from gongkai.workdays import queries as workdays

AN_HOUR = timedelta(hours=1)


@transaction.atomic
def report_error(
    *, county: County, address: str, kind: str, text: str, reporter: str, by: User | None, at: datetime
) -> ErrorReport:
    """Take a reader's report about a page to the body that answers for it. `reporter` is a digest."""
    on = timezone.localdate(at)
    words = printable(text).strip()
    path = routing.path_of(address)
    body = responsible.body_for(county, path, on=on)
    if body is None:
        raise WebsiteRefused(Refusal.NOBODY_THERE)
    _refuse_personal(f"{unquote(path)}\n{words}", on=on)
    County.objects.select_for_update().get(pk=county.pk)  # the hour is counted by one at a time
    hour = ErrorReport.objects.of_county(county).filter(reported_at__gt=at - AN_HOUR)
    reports.refuse_too_many(by_reader=hour.filter(reporter=reporter).count(), by_county=hour.count())
    report = ErrorReport.objects.create(
        county=county,
        address=path,
        body=body,
        kind=ErrorReport.Kind(kind),
        text=words[: reports.LONGEST_TEXT],
        reported_at=at,
        reporter=reporter,
        due_on=_due(county, on=on),
    )
    return _told("error_report.receive", report, by=by, at=at, address=path, kind=kind)


@transaction.atomic
def pass_report_on(*, report_id: int, body_id: int, note: str, by: User | None, at: datetime) -> ErrorReport:
    """Give a report to the body that is responsible after all. Its day stays: readers do not wait for two desks."""
    report = _moved("pass_on", report_id, words=note, by=by, at=at)
    on = timezone.localdate(at)
    to = Body.objects.of(report.county).living(on=on).filter(pk=body_id).first()
    if to is None:
        raise WebsiteRefused(Refusal.BODY_GONE)
    if to.pk == report.body_id:
        raise WebsiteRefused(Refusal.SAME_BODY)
    report.body, report.note = to, printable(note).strip()[: reports.LONGEST_NOTE]
    report.save(update_fields=["body", "note"])
    return _told("error_report.pass_on", report, by=by, at=at, body=to.name, note=report.note)


@transaction.atomic
def settle_report(*, report_id: int, outcome: str, answer: str, by: User | None, at: datetime) -> ErrorReport:
    """Say what came of a report; whoever holds its code reads the answer."""
    report = _moved("settle", report_id, words=answer, by=by, at=at)
    words = printable(answer).strip()[: reports.LONGEST_ANSWER]
    _refuse_personal(words, on=timezone.localdate(at))
    report.outcome, report.answer = str(Outcome(outcome)), words
    report.settled_at, report.settled_on, report.settled_by = at, timezone.localdate(at), by
    report.save()
    return _told("error_report.settle", report, by=by, at=at, outcome=report.outcome)


@transaction.atomic
def reopen_report(*, report_id: int, note: str, by: User | None, at: datetime) -> ErrorReport:
    """Take it up again: the error is still there. The office's to decide, and the first day stays."""
    report = _moved("reopen", report_id, words=note, by=by, at=at)
    before = report.answer
    report.note = printable(note).strip()[: reports.LONGEST_NOTE]
    report.outcome, report.answer = "", ""
    report.settled_at, report.settled_on, report.settled_by = None, None, None
    report.save()
    return _told("error_report.reopen", report, by=by, at=at, note=report.note, answer=before)


def forget_reporters(*, by: User | None, at: datetime) -> int:
    """Blot out where reports came from, once their hour is over."""
    return ErrorReport.objects.exclude(reporter="").filter(reported_at__lte=at - AN_HOUR).update(reporter="")


def _moved(name: str, report_id: int, *, words: str, by: User | None, at: datetime) -> ErrorReport:
    """The report, locked, in its new state; not saved yet."""
    locked = ErrorReport.objects.select_for_update(of=("self",)).select_related("body", "county")
    report: ErrorReport = locked.get(pk=report_id)
    held = policies.permissions_over(by, report.body, on=timezone.localdate(at))
    move = reports.find(name, state=State(report.state), permissions=held, words=words)
    report.state = ErrorReport.Progress(str(move.target))
    return report


def _due(county: County, *, on: date) -> date:
    days = organisations.settings_of(county, on=on).number("site.report_workdays")
    return workdays.calendar_for(county.pk).add(on, days)


def _told(action: str, report: ErrorReport, *, by: User | None, at: datetime, **detail: Any) -> ErrorReport:
    """Each move stands in the record, and changes the public figures."""
    raise_revision(report.county_id)
    audit.record(action, subject=report, by=by, at=at, county_id=report.county_id, detail=detail)
    return report


def _refuse_personal(words: str, *, on: date) -> None:
    """Neither a report nor its answer carries what must not leave."""
    found = sensitive.find_in_text(words, on=on)
    if blocking := [finding for finding in found if finding.level is sensitive.Level.BLOCK]:
        raise WebsiteRefused(Refusal.PERSONAL_DATA, masked=[finding.masked for finding in blocking])
