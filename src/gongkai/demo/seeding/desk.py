"""What lies on the desks today: nil returns signed, drafts in work, pieces in review, one sent back, one waived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from random import Random

from django.utils import timezone

from gongkai.demo.seeding import reviews
from gongkai.demo.seeding.year import SEED
from gongkai.demo.tour import STORY_MATTER
from gongkai.duties import actions as duties
from gongkai.duties.models import Duty
from gongkai.duties.queries import signable
from gongkai.organisations.models import Body, County, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information

UNSIGNED_SHARE = 0.06
STORY_DRAFT = (
    "明镜县2026年第二批耕地地力保护补贴发放情况",
    "<h2>补贴对象和标准</h2><p>拥有耕地承包权的种地农民和国有农场职工，每亩98.60元，按核定面积一次发放到“一卡通”。</p>"
    "<h2>补贴结果</h2><p>第二批共涉及7个乡镇，资金已于本周拨付，发放结果按乡镇汇总公开，不含个人信息。</p>"
    "<h2>监督渠道</h2><p>对发放结果有异议的，可向县农业农村局反映，监督电话0000-1234515。</p>",
)


def fill(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """Bring the desks to where a working day finds them."""
    _sign_periods(county, today=today)
    _waive_one(county, office=people["office"], today=today, at=at)
    _write_story(county, people=people, today=today, at=at)
    _pass_on(county, people=people, today=today, at=at)


def _sign_periods(county: County, *, today: date) -> None:
    """Bodies sign what a period did not bring; a few have not yet."""
    dice = Random(f"{SEED} signing")
    staffed = Body.objects.of(county).filter(work_unit__officer__isnull=False).order_by("number")
    for body in staffed.select_related("work_unit__officer"):
        for period in signable.periods(body, on=today):
            if period.kind == duties.NIL and dice.random() > UNSIGNED_SHARE:
                _sign(body, period.period, today=today)


def _sign(body: Body, period: str, *, today: date) -> None:
    officer = body.work_unit.officer
    assert officer is not None  # asked for by the filter
    lines = signable.duties(body, kind=duties.NIL, period=period, on=today)
    due = [line.due_on for line in lines if line.due_on is not None and line.due_on < today]
    if due:
        moment = datetime.combine(max(due), time(16, 30), tzinfo=timezone.get_current_timezone())
        duties.sign_period(
            body=body,
            kind=duties.NIL,
            period=period,
            duty_ids=[line.id for line in lines if line.due_on is not None and line.due_on < today],
            by=officer,
            at=moment,
        )


def _waive_one(county: County, *, office: User, today: date, at: datetime) -> None:
    overdue = (
        Duty.objects.of_county(county).overdue(on=today).order_by("due_on", "matter__number", "body__number").first()
    )
    if overdue is not None:
        duties.waive(duty_id=overdue.pk, reason="事项已并入上级平台统一公开，经政务公开办同意免除。", by=office, at=at)


def _write_story(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """The tour's draft: the subsidy's second payment, formed this week, begun by the agriculture bureau."""
    published = (
        Information.objects.of_county(county)
        .public()
        .filter(matter__name__contains=STORY_MATTER, body__kind="agriculture")
    )
    example = published.select_related("matter", "body", "row").order_by("published_at", "pk").first()
    if example is None:
        return
    trigger = next((rule.get("trigger") for rule in example.row.time_rules.get("rules", ())), None)
    event = duties.register_event(
        matter_id=example.matter_id,
        body=example.body,
        trigger=trigger or "formed_or_changed",
        occurred_on=today,
        title=STORY_DRAFT[0],
        by=people["publisher"],
        at=at,
    )
    duty = event.duties.first()
    _draft(example.matter_id, example.body, people["publisher"], STORY_DRAFT, duty_id=duty.pk if duty else None, at=at)
    reviews.fill(county, people=people, matter_id=example.matter_id, body=example.body, at=at)


def _draft(
    matter_id: int, body: Body, author: User, text: tuple[str, str], *, duty_id: int | None, at: datetime
) -> Information:
    draft = publishing.start_draft(body=body, matter_id=matter_id, by=author, at=at, duty_id=duty_id)
    title, html = text
    return publishing.save_draft(
        information_id=draft.pk, revision=draft.revision, by=author, at=at, title=title, html=html
    )


def _pass_on(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """Of the agriculture bureau's open duties: two wait for review, one came back with a note."""
    body = Body.objects.of(county).get(kind="agriculture")
    waiting = Duty.objects.of(body).open().filter(event__isnull=False, drafts=None).select_related("event")
    for turn, duty in enumerate(waiting.order_by("due_on", "id")[:3]):
        assert duty.event is not None  # asked for by the filter
        text = (duty.event.title, f"<p>{duty.event.title}，现按目录要求予以公开。</p>")
        piece = _draft(duty.matter_id, body, people["publisher"], text, duty_id=duty.pk, at=at)
        publishing.submit(information_id=piece.pk, by=people["publisher"], at=at)
        if turn == 2:
            reason = "请补上咨询电话和监督渠道，再送一次。"
            publishing.send_back(information_id=piece.pk, reason=reason, by=people["reviewer"], at=at)
