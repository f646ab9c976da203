"""The demo county's catalogue: compiled from the working drafts and the county's lists, decided, issued a year ago."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from django.db.models import Q

from gongkai.catalogues.actions import compiling, deciding, findings, importing, issuing, subjects, townships
from gongkai.catalogues.models import Finding, ListEntry, Version
from gongkai.catalogues.rules import lists
from gongkai.organisations.models import Body, County, User

LISTS = {ListEntry.Kind.POWER: "powers.csv", ListEntry.Kind.SERVICE: "services.csv"}
NOT_HERE = {
    "草原生态保护补助奖励": "本县没有划定草原，不享受草原生态保护补助奖励政策。",
    "矿业权出让公告公示": "本县无矿业权出让职权，由清源市（演示）自然资源部门公开。",
    "矿业权出让结果公示": "本县无矿业权出让职权，由清源市（演示）自然资源部门公开。",
}


@dataclass(frozen=True, slots=True)
class Adaptation:
    """How the demo county says one element in its own way, and why."""

    l1: str
    l2: str
    changes: Mapping[str, object]
    reason: str


ADAPTATIONS = (
    Adaptation(
        "农业生产发展资金",
        "耕地地力保护",
        {
            "time_limit": "信息形成或者变更之日起10个工作日内",
            "subject": ["县级农业农村部门", "乡镇人民政府(街道办事处)"],
            "levels": ["县级", "乡级"],
        },
        "补贴涉及全县农户：县农业农村局公开政策和全县结果，乡镇公开本地结果，并比国家时限更快。",
    ),
    Adaptation(
        "临时救助",
        "审核审批信息",
        {"time_limit": "制定或获取信息之日起5个工作日内"},
        "急难救助讲时效，民政局承诺5个工作日内公开。",
    ),
    Adaptation(
        "特困人员救助供养",
        "审批信息",
        {"time_limit": "制定或获取信息之日起7个工作日内"},
        "与低保审批公开同步，统一为7个工作日。",
    ),
)
SUBJECTS = (
    ("相关审批部门", "development-reform"),
    ("负责管理的部门分别公开", "natural-resources"),
    ("各政府部门", "government-office"),
    ("城市管理行政执法部门或相关行政主管部门", "urban-management"),
    ("采购人或者其委托的采购代理机构", "finance"),
    ("采购人", "finance"),
    ("招标人", "development-reform"),
    ("招标人或者其委托的招标代理机构", "development-reform"),
    ("招标人及其招标代理机构或相关行政监督部门", "development-reform"),
    ("市容环境卫生主管部门", "urban-management"),
    ("城市供水主管部门", "housing"),
    ("供水、供气、供热企业", "housing"),
)


def issue(county: County, *, people: Mapping[str, User], on: date, at: datetime) -> Version:
    """Compile, decide and issue the county's catalogue with its townships', in force from a day."""
    for kind, name in LISTS.items():
        importing.import_list(county=county, kind=kind, rows=_list(kind, name), by=None, at=at, source=name)
    _name_subjects(county, at=at)
    draft = compiling.compile_county(county=county, by=None, at=at, on=on).version
    _decide(draft, people=people, at=at)
    townships.compile_townships(county=county, by=None, at=at, on=on)
    _settle(draft, by=people["office"], at=at)
    return issuing.issue(version=draft, by=people["office"], at=at, in_force_from=on)[0]


def _list(kind: str, name: str) -> list[lists.ListRow]:
    text = (files("gongkai.demo") / "data" / name).read_text(encoding="utf-8")
    headers = {alias: column for column, aliases in lists.HEADERS.items() for alias in aliases}
    rows = []
    for number, line in enumerate(csv.DictReader(text.splitlines()), start=2):
        cells = {str(headers[name]): value for name, value in line.items() if name in headers}
        row = lists.read_line(cells, kind=kind, row=number)
        if row is not None:
            rows.append(row)
    return rows


def _name_subjects(county: County, *, at: datetime) -> None:
    """Who is meant by the subjects that only the county itself can name."""
    bodies = {body.kind: body for body in Body.objects.of(county)}
    for phrase, kind in SUBJECTS:
        subjects.set_subject_rule(
            county=county, phrase=phrase, level="county", bodies=[bodies[kind]], by=None, at=at, note="演示县指定"
        )
    # Townships have budgets of their own.
    subjects.set_subject_rule(
        county=county, phrase="县级财政部门", level="township", every_township=True, by=None, at=at, note="乡镇自行公开"
    )


def _decide(draft: Version, *, people: Mapping[str, User], at: datetime) -> None:
    office = people["office"]
    for adaptation in ADAPTATIONS:
        for row in draft.rows.filter(l1=adaptation.l1, l2=adaptation.l2):
            deciding.adapt(row=row, changes=adaptation.changes, reason=adaptation.reason, by=office, at=at)
    for name, reason in NOT_HERE.items():
        rows = list(draft.rows.filter(l2=name))
        if rows:
            deciding.mark_not_applicable(rows=rows, reason=reason, approved_by=office, by=office, at=at)
    deciding.adopt_group(version=draft, by=office, at=at)


def _settle(draft: Version, *, by: User, at: datetime) -> None:
    """Settle what forbids issuing, and what departments publish for townships; gaps stay open for the demo."""
    found = Finding.objects.filter(version__in=_with_townships(draft), settled_at__isnull=True)
    for finding in found.filter(Q(blocks_issue=True) | Q(code="level_without_body")).select_related("version"):
        reason = "演示县核对后保留。" if finding.blocks_issue else "由县级主管部门统一公开。"
        findings.settle_finding(finding=finding, reason=reason, by=by, at=at)


def _with_townships(draft: Version) -> list[int]:
    drafts = Version.objects.drafts().filter(catalogue__county_id=draft.catalogue.county_id)
    return list(drafts.values_list("pk", flat=True))
