"""The demo county's own site: a guide, errors that readers reported in each state, a notice, a topic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from gongkai.catalogues.queries.inforce import current_version
from gongkai.catalogues.queries.public import body_rows
from gongkai.demo.tour import STORY_MATTER
from gongkai.organisations.models import Body, County, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.actions import Piece
from gongkai.publishing.models import Information
from gongkai.publishing.rules import paths
from gongkai.website import actions
from gongkai.website.models import ErrorReport, SiteNotice
from gongkai.website.queries import guides
from gongkai.website.rules import guide
from gongkai.website.rules.reports import Outcome

Kind = ErrorReport.Kind
REPORTS = (  # days ago, kind, words, what came of it
    (40, Kind.WORDS, "第二段“截止日期”应为“截至日期”。", (2, Outcome.CORRECTED, "已改正并登记更正，谢谢指出。")),
    (21, Kind.LINK, "附件点开后是空白页。", (1, Outcome.CORRECTED, "附件已重新上传，现在可以下载。")),
    (
        12,
        Kind.CONTENT,
        "补贴标准和去年的文件不一样，是不是写错了？",
        (3, Outcome.NO_ERROR, "标准从今年起调整，文件没有错。"),
    ),
    (9, Kind.FUNCTION, "手机上日历看不全。", (8, Outcome.CORRECTED, "已调整页面，手机上可以左右滑动。")),
    (6, Kind.STALE, "这一栏半年没有更新了。", None),
    (1, Kind.WORDS, "标题里的乡镇名称少了一个字。", None),
)
TOPIC = ("春耕备耕", "Spring ploughing", "补贴、农机、农资和农技服务，春耕前要知道的都在这里。")
CLOSED = ("2024年高温防范", "Heat of 2024", "高温期间的提示和补助。")


def furnish(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """What a reader finds of the site itself, and what waits at the desk."""
    office = Body.objects.of(county).get(kind="government-office")
    _guide(county, office, today=today, at=at)
    _reports(county, by=people["office"], at=at)
    _notices(county, by=people["office"], at=at)
    _topics(county, by=people["office"], at=at)


def _guide(county: County, office: Body, *, today: date, at: datetime) -> None:
    version = current_version(county, on=today)
    rows = body_rows(version, office, on=today) if version else []
    if not rows:
        return
    piece = Piece(
        matter_id=rows[0].matter_id,
        body_id=office.pk,
        title=f"{office.name}政府信息公开指南",
        html=guide.drafted(guides.facts_of(office, on=today)),
        kind="guide",
        published_at=at - timedelta(days=60),
    )
    made = publishing.import_published(county=county, pieces=[piece], by=None, at=at)[0]
    actions.name_guide(body=office, address=paths.information(made.public_id), by=None, at=at)


def _reports(county: County, *, by: User, at: datetime) -> None:
    pieces = list(Information.objects.of_county(county).public().filter(list_profile="").order_by("pk")[: len(REPORTS)])
    for n, (ago, kind, text, outcome) in enumerate(REPORTS):
        then = at - timedelta(days=ago)
        address = paths.information(pieces[n % len(pieces)].public_id) if pieces else "/"
        report = actions.report_error(
            county=county, address=address, kind=kind, text=text, reporter="", by=None, at=then
        )
        if outcome:
            after, came_of_it, answer = outcome
            actions.settle_report(
                report_id=report.pk, outcome=came_of_it, answer=answer, by=by, at=then + timedelta(days=after)
            )


def _notices(county: County, *, by: User, at: datetime) -> None:
    """One that stands now, one that is over."""
    actions.post_notice(
        county=county,
        grade=SiteNotice.Grade.EMERGENCY,
        title="暴雨橙色预警",
        text="山区乡镇注意防范山洪，非必要不外出。",
        since=at - timedelta(days=30),
        until=at - timedelta(days=28),
        at=at - timedelta(days=30),
        url="",
        by=by,
    )
    actions.post_notice(
        county=county,
        grade=SiteNotice.Grade.NOTICE,
        title="本站周六22时至24时维护",
        text="维护期间可以查阅，不能提交提问和纠错。",
        since=at,
        until=_coming_sunday(at),
        at=at,
        url="",
        by=by,
    )


def _coming_sunday(at: datetime) -> datetime:
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=7 - midnight.weekday())


def _topics(county: County, *, by: User, at: datetime) -> None:
    """One that is shown with a matter and pieces, one in the archive."""
    piece = Information.objects.of_county(county).public().filter(matter__name__contains=STORY_MATTER).first()
    if piece is None:
        return
    for words, is_closed in ((TOPIC, False), (CLOSED, True)):
        title, title_en, summary = words
        topic = actions.make_topic(county=county, title=title, title_en=title_en, summary=summary, by=by, at=at)
        for address in (paths.matter(piece.matter.number), paths.information(piece.public_id)):
            actions.add_to_topic(topic_id=topic.pk, address=address, by=by, at=at)
        actions.show_topic(topic_id=topic.pk, by=by, at=at)
        if is_closed:
            actions.close_topic(topic_id=topic.pk, by=by, at=at)
