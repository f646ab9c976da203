"""Notices on every page: written by the openness office, ended by it or by their own time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.audit import actions as audit
from gongkai.kernel.text import printable
from gongkai.organisations.actions import raise_revision
from gongkai.organisations.models import County, User
from gongkai.website import policies
from gongkai.website.models import SiteNotice
from gongkai.website.rules import notices, routing
from gongkai.website.rules.refusals import Refusal, WebsiteRefused


@transaction.atomic
def post_notice(
    *,
    county: County,
    grade: str,
    title: str,
    text: str,
    url: str,
    since: datetime,
    until: datetime | None,
    by: User | None,
    at: datetime,
) -> SiteNotice:
    """Put a notice on every page of the county, from a moment until another, or until it is ended."""
    policies.require_office(by, county, on=timezone.localdate(at))
    words = printable(title).strip()
    if not words:
        raise WebsiteRefused(Refusal.WORDS_MISSING)
    if until is not None and until <= max(since, at):
        raise WebsiteRefused(Refusal.DAYS_TURNED)
    notice = SiteNotice.objects.create(
        county=county,
        grade=SiteNotice.Grade(grade),
        title=words[: notices.LONGEST_TITLE],
        text=printable(text).strip()[: notices.LONGEST_TEXT],
        url=routing.path_of(url) if url.strip() else "",
        since=since,
        until=until,
        written_at=at,
        written_by=by,
    )
    detail = {"grade": notice.grade, "since": since.isoformat(), "until": until.isoformat() if until else ""}
    return _told("notice.post", notice, by=by, at=at, detail=detail)


@transaction.atomic
def end_notice(*, notice_id: int, by: User | None, at: datetime) -> SiteNotice:
    """Take a notice off now. One that was to begin later never stands anywhere."""
    notice = SiteNotice.objects.select_for_update(of=("self",)).select_related("county").get(pk=notice_id)
    policies.require_office(by, notice.county, on=timezone.localdate(at))
    if notice.until is not None and notice.until <= at:
        raise WebsiteRefused(Refusal.NOT_OPEN)
    notice.since = min(notice.since, at)
    notice.until = at
    notice.save(update_fields=["since", "until"])
    return _told("notice.end", notice, by=by, at=at, detail={})


def _told(action: str, notice: SiteNotice, *, by: User | None, at: datetime, detail: dict[str, str]) -> SiteNotice:
    raise_revision(notice.county_id)
    audit.record(action, subject=notice, by=by, at=at, county_id=notice.county_id, detail=detail)
    return notice
