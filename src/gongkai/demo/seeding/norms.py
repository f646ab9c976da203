"""What became of the demo county's documents: amended, repealed, lapsed, extended, filed; and a clean-up half done.

A decision that comes into force on a day to come shows what is put down beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gongkai.organisations.models import County, User
from gongkai.publishing import actions
from gongkai.publishing.models import CleanUpLine, Information
from gongkai.publishing.rules import norms

DECIDED_BEFORE, DECISION_IN_FORCE_IN = timedelta(days=12), timedelta(days=18)
DECISION = (
    "明镜县人民政府关于修改和废止部分行政规范性文件的决定",
    "<p>经清理，县人民政府决定：</p>"
    "<p>一、对《明镜县国有土地上房屋征收与补偿实施细则》作出修改，征收补偿方案征求意见的时间由二十日改为三十日。</p>"
    "<p>二、废止《明镜县特困人员救助供养实施办法》，有关事项按上级现行规定办理。</p>"
    "<p>三、本决定公布后三十日起施行，有效期五年。</p>",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What another document did to one, both found by words of their titles; without words it stands elsewhere."""

    title: str
    by: str
    text: str = ""
    note: str = ""


AMENDED = Turn("临时救助实施办法", "调整2026年社会救助保障标准", note="小额救助的标准随保障标准调整。")
REPEALED = Turn("年农机购置补贴实施细则", "农机购置与应用补贴资金使用管理", note="由新的通知代替。")
LAPSED = Turn("支持新型农业经营主体高质量发展项目申报指南", "", text="本年度项目申报已经截止，指南不再执行")
EXTENDED = Turn("中小学课后服务", "", text="县教育局局务会议纪要（演示）")
EXTENDED_BY = 2  # years
LAPSING, LAPSES_IN = "年动物强制免疫和养殖环节病死畜禽", timedelta(days=40)
# As long as their own texts say.
HOLDS = {"中小学课后服务": 3, "公共租赁住房分配和运营": 5, "最低生活保障审核确认": 5}
FILED = ("最低生活保障审核确认", "临时救助实施办法", "国有土地上房屋征收", "中小学课后服务")


def expiry_of(title: str, *, since: date, today: date) -> date | None:
    """The day on which a document of the demo lapses: one soon, some as their texts say, the others never."""
    if LAPSING in title:
        return today + LAPSES_IN
    years = next((years for words, years in HOLDS.items() if words in title), 0)
    return norms.later(since, years=years) if years else None


def settle(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """Put down what became of the documents, and begin this year's look through them."""
    decision = _decide(county, today=today, at=at)
    coming = decision.effective_on or today
    for words, act in (("国有土地上房屋征收", actions.amend), ("特困人员救助供养", actions.repeal)):
        _end(county, act, Turn(words, decision.title), on=coming, at=at)
    for turn, act in ((AMENDED, actions.amend), (REPEALED, actions.repeal), (LAPSED, actions.declare_void)):
        _end(county, act, turn, on=today - timedelta(days=20), at=at)
    _extend(county, EXTENDED, years=EXTENDED_BY, at=at)
    _file(county, at=at)
    _clean_up(county, people=people, today=today, at=at)


def _decide(county: County, *, today: date, at: datetime) -> Information:
    """The government's decision, public for some days and not yet in force."""
    matter = _found(county, "国有土地上房屋征收")
    assert matter is not None  # one of the county's own texts
    title, html = DECISION
    on = today - DECIDED_BEFORE
    in_force = today + DECISION_IN_FORCE_IN
    piece = actions.Piece(
        matter_id=matter.matter_id,
        body_id=matter.body_id,
        title=title,
        html=html,
        published_at=datetime.combine(on, time(9), tzinfo=timezone.get_current_timezone()),
        kind="normative",
        document_number=f"明政规〔{on.year}〕9号",
        written_on=on,
        effective_on=in_force,
        expires_on=norms.later(in_force, years=5),
        validity="not_yet_effective",
        registration_number=f"MJX-{on.year}-0009",
        summary="县人民政府修改一件、废止一件行政规范性文件，自公布后三十日起施行。",
    )
    return actions.import_published(county=county, pieces=[piece], by=None, at=at)[0]


def _found(county: County, words: str) -> Information | None:
    documents = Information.objects.of_county(county).public().documents()
    return documents.exclude(validity="").filter(title__contains=words).order_by("pk").first()


def _end(county: County, act: Callable[..., object], turn: Turn, *, on: date, at: datetime) -> None:
    piece = _found(county, turn.title)
    other = _found(county, turn.by) if turn.by else None
    if piece is None or piece.pk == (other and other.pk):
        return
    days = (on, piece.written_on, other.written_on if other else None)
    act(
        information_ids=[piece.pk],
        basis=actions.Basis(information_id=other.pk) if other else actions.Basis(text=turn.text or turn.by),
        on=max(day for day in days if day is not None),
        by=None,
        at=at,
        note=turn.note,
    )


def _extend(county: County, turn: Turn, *, years: int, at: datetime) -> None:
    piece = _found(county, turn.title)
    if piece is not None and piece.expires_on is not None:
        until = norms.later(piece.expires_on, years=years)
        basis = actions.Basis(text=turn.text)
        actions.extend(information_id=piece.pk, expires_on=until, basis=basis, by=None, at=at)


def _file(county: County, *, at: datetime) -> None:
    """Four were filed a fortnight after they were written; the others wait, and the desk says so."""
    for number, words in enumerate(FILED, start=1):
        piece = _found(county, words)
        if piece is not None and piece.kind == "normative" and piece.written_on:
            on = min(piece.written_on + timedelta(days=14), timezone.localdate(at))
            name = f"明备〔{on.year}〕{number}号"
            actions.note_filing(information_id=piece.pk, filing_number=name, filed_on=on, by=None, at=at)


def _clean_up(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """Begun by the openness office; the first half of the lines is decided."""
    clean_up = actions.begin_clean_up(county=county, year=today.year, by=people["office"], at=at)
    lines = list(clean_up.lines.order_by("pk"))
    keep, amend = CleanUpLine.Proposal.KEEP, CleanUpLine.Proposal.AMEND
    for place, line in enumerate(lines[: len(lines) // 2 + 1]):
        proposal, note = (amend, "与上位规定不一致的条款需要修改") if place == 1 else (keep, "")
        actions.decide_clean_up_line(line_id=line.pk, proposal=proposal, note=note, by=people["office"], at=at)
