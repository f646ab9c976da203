"""Who works in the demo county: an officer and a deputy at every body, and one account for every role."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from gongkai.organisations import actions
from gongkai.organisations.models import Body, County, Level, User
from gongkai.organisations.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: whom it shows, where she sits, what she does there."""

    username: str
    display_name: str
    body_kind: str
    roles: tuple[Role, ...]
    title: str


ACCOUNTS = (
    Account("publisher", "林稻（演示）", "agriculture", (Role.PUBLISHER,), "信息员 · 农业农村局"),
    Account("reviewer", "沈谷（演示）", "agriculture", (Role.REVIEWER,), "初审 · 农业农村局"),
    Account("second", "许穗（演示）", "agriculture", (Role.REVIEWER,), "复审 · 农业农村局"),
    Account("secrecy", "岑默（演示）", "agriculture", (Role.SECRECY_REVIEWER,), "保密审查 · 农业农村局"),
    Account("approver", "陆禾（演示）", "agriculture", (Role.APPROVER,), "签发 · 农业农村局"),
    Account("office", "方明（演示）", "government-office", (Role.OPENNESS_OFFICE,), "政务公开办 · 政府办公室"),
    Account("duty", "周值（演示）", "government-office", (Role.DUTY_REVIEWER,), "县值班审核 · 政府办公室"),
    Account("township", "田野（演示）", "township-government", (Role.PUBLISHER,), "信息员 · 乡镇"),
    Account("supervisor", "程准（演示）", "government-office", (Role.SUPERVISOR,), "监督评估 · 政府办公室"),
    Account("auditor", "严实（演示）", "audit", (Role.AUDITOR,), "审计员 · 审计局"),
    Account("administrator", "齐备（演示）", "government-office", (Role.ADMINISTRATOR,), "管理员 · 政府办公室"),
)
# The last township has nobody yet: a vacancy is a finding, and the demo shows one.
VACANT = 1


def create(county: County, *, since: date, at: datetime) -> dict[str, User]:
    """Make the accounts and fill the desks; return the demo accounts by user name."""
    bodies = list(Body.objects.of(county).exclude(level=Level.VILLAGE).order_by("number"))
    for body in bodies[:-VACANT]:
        _fill_desk(county, body, since=since, at=at)
    first_of_kind = {body.kind: body for body in reversed(bodies)}
    people = {}
    for account in ACCOUNTS:
        person = _person(county, account.username, account.display_name, at=at)
        people[account.username] = person
        for role in account.roles:
            actions.appoint(
                user_id=person.pk,
                body_id=first_of_kind[account.body_kind].pk,
                role=role,
                starts_on=since,
                by=None,
                at=at,
            )
    _set_password(people.values())
    return people


def _fill_desk(county: County, body: Body, *, since: date, at: datetime) -> None:
    officer = _person(county, f"{body.slug}-officer", f"{body.short_name}经办人（演示）", at=at)
    deputy = _person(county, f"{body.slug}-deputy", f"{body.short_name}代理人（演示）", at=at)
    for person, role in ((officer, Role.PUBLISHER), (deputy, Role.REVIEWER)):
        actions.appoint(user_id=person.pk, body_id=body.pk, role=role, starts_on=since, by=None, at=at)
    actions.set_work_unit(body_id=body.pk, officer_id=officer.pk, deputy_id=deputy.pk, by=None, at=at)


def _person(county: County, username: str, display_name: str, *, at: datetime) -> User:
    return actions.add_person(
        county_id=county.pk,
        username=username,
        display_name=display_name,
        email=f"{username}@mingjing.example",
        by=None,
        at=at,
    )


def _set_password(people: object) -> None:
    """One password for all demo accounts, made on first run and kept beside the database."""
    # One hash, too: it protects a password that is printed at every start, and each costs a quarter of a second.
    hashed = make_password(demo_password())
    for person in people:  # type: ignore[attr-defined]
        person.password = hashed
        person.save(update_fields=["password"])


def demo_password() -> str:
    """The demo accounts' password; made once."""
    path = Path(settings.VAR) / "demo_password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9), encoding="ascii")
    return path.read_text(encoding="ascii")
