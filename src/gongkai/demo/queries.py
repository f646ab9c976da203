"""What the demo says of itself: its accounts, and where each stop of the tour stands today."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.demo.seeding.people import ACCOUNTS, Account, demo_password
from gongkai.demo.seeding.reviews import LIST_TITLE, UNMASKED_TITLE
from gongkai.demo.tour import STORY_FIELD, STORY_MATTER, STORY_QUESTION
from gongkai.duties.models import Duty
from gongkai.kernel import clock
from gongkai.organisations.models import County
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules.states import State


def account_lines() -> list[str]:
    """The accounts as `make run` prints them."""
    password = demo_password()
    width = max(len(account.username) for account in ACCOUNTS)
    lines = [f"  {account.username.ljust(width)}  {account.title}" for account in ACCOUNTS]
    return [*lines, f"  密码 Password: {password}（或在登录页一键进入 / or one click on the sign-in page）"]


def account_named(username: str) -> Account | None:
    """A demo account."""
    return next((account for account in ACCOUNTS if account.username == username), None)


def address_of(stop: str, county: County) -> str:
    """Where a stop of the tour stands; the nearest list where the demo has been changed so far that it is gone."""
    return _PLACES[stop](county)


def _story_row(county: County) -> Information | None:
    return _story(county).newest_first().first()


def _story(county: County) -> InformationQuerySet:
    return Information.objects.of_county(county).filter(matter__name__contains=STORY_MATTER).select_related("matter")


def _field(county: County, query: str = "") -> str:
    published = _story_row(county)
    anchor = f"#matter-{published.matter.number}" if published else ""
    return f"{reverse('portal:field', args=[STORY_FIELD])}{query}{anchor}"


def _draft(county: County) -> str:
    draft = _story(county).filter(state="draft").order_by("-drafted_at").first()
    return (
        reverse("publishing_workbench:edit", args=[draft.public_id])
        if draft
        else reverse("publishing_workbench:drafts")
    )


def _written(county: County, title: str, state: str) -> Information | None:
    return Information.objects.of_county(county).filter(title=title, state=state).order_by("-drafted_at").first()


def _findings(county: County) -> str:
    draft = _written(county, UNMASKED_TITLE, State.DRAFT)
    return reverse("publishing_workbench:edit", args=[draft.public_id]) if draft else _draft(county)


def _review(county: County) -> str:
    waiting = _written(county, LIST_TITLE, State.FIRST_REVIEWED)
    return (
        reverse("publishing_workbench:review", args=[waiting.public_id])
        if waiting
        else reverse("publishing_workbench:review_queue")
    )


def _published(county: County) -> str:
    published = _story(county).public().filter(kind="policy").newest_first().first() or _story_row(county)
    return (
        reverse("publishing_portal:information", args=[published.public_id]) if published else reverse("portal:latest")
    )


def _overdue(county: County) -> str:
    overdue = Duty.objects.of_county(county).overdue(on=clock.today()).filter(row__field__slug=STORY_FIELD)
    neighbour = overdue.select_related("matter").order_by("due_on").first()
    if neighbour is None:
        return f"{reverse('portal:progress')}?state=overdue"
    return reverse("portal:matter", args=[neighbour.matter.number])


_PLACES: dict[str, Callable[[County], str]] = {
    "national": lambda county: _field(county, "?face=both"),
    "county": _field,
    "duty": lambda county: reverse("workbench:tasks"),
    "draft": _draft,
    "findings": _findings,
    "review": _review,
    "published": _published,
    "proof": lambda county: reverse("publishing_portal:log"),
    "found": lambda county: f"{reverse('portal:search')}?{urlencode({'q': STORY_QUESTION})}",
    "overdue": _overdue,
    "cockpit": lambda county: reverse("workbench:cockpit"),
}
