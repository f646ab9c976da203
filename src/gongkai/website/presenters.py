"""The room's words: refusals, columns, reports, notices, as screens show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.models import Information
from gongkai.publishing.rules import paths
from gongkai.ui.chips import Chip
from gongkai.ui.languages import either, in_english
from gongkai.ui.templatetags.ui import day, moment
from gongkai.website.models import ErrorReport
from gongkai.website.queries.columns import PartPlace
from gongkai.website.queries.reports import Figures
from gongkai.website.rules.refusals import Refusal, WebsiteRefused
from gongkai.website.rules.reports import MOST_PER_READER

Words = str | Promise

REFUSALS: Mapping[Refusal, Words] = {
    Refusal.NOT_PERMITTED: gettext_lazy("您的岗位没有这项权限"),
    Refusal.NOT_OPEN: gettext_lazy("状态已经变化，这一步现在不能做，请刷新后再看"),
    Refusal.WORDS_MISSING: gettext_lazy("请写明内容"),
    Refusal.PERSONAL_DATA: gettext_lazy("里面有不能公开的个人信息，请去掉后再提交：%(masked)s"),
    Refusal.TOO_MANY: gettext_lazy("提交得太快了：一小时最多%(most)s条。请稍后再试，或者打页脚的联系电话"),
    Refusal.BODY_GONE: gettext_lazy("没有这个机构，或者它已经撤销"),
    Refusal.NOBODY_THERE: gettext_lazy("本站还没有登记办理的机关，暂时不能提交"),
    Refusal.SAME_BODY: gettext_lazy("已经在这个机构办理"),
    Refusal.DAYS_TURNED: gettext_lazy("停止显示的时间要晚于开始显示和现在"),
    Refusal.NOT_PUBLIC: gettext_lazy("这个地址不是本站公开的信息或者事项；含个人信息的名单不能放进专题"),
    Refusal.NOT_OF_BODY: gettext_lazy("这个地址不是本单位公开的信息"),
    Refusal.NOT_IN_FORCE: gettext_lazy("这个事项不在现行目录里"),
    Refusal.THERE_ALREADY: gettext_lazy("已经有了"),
    Refusal.NOTHING_IN_IT: gettext_lazy("专题里还没有内容，先加入事项或者信息"),
    Refusal.GUIDE_BEGUN: gettext_lazy("已经有一份指南在起草或者审核，请接着办理那一份"),
}
PARTS: Mapping[str, Words] = {
    "norms": gettext_lazy("规章和规范性文件"),
    "functions": gettext_lazy("机关职能、机构设置、联系方式"),
    "plans": gettext_lazy("国民经济和社会发展规划、专项规划、区域规划及相关政策"),
    "statistics": gettext_lazy("国民经济和社会发展统计信息"),
    "services": gettext_lazy("办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果"),
    "penalties": gettext_lazy("实施行政处罚、行政强制的依据、条件、程序以及有社会影响的处罚决定"),
    "budgets": gettext_lazy("财政预算、决算信息"),
    "fees": gettext_lazy("行政事业性收费项目及其依据、标准"),
    "procurement": gettext_lazy("政府集中采购项目的目录、标准及实施情况"),
    "projects": gettext_lazy("重大建设项目的批准和实施情况"),
    "livelihood": gettext_lazy("扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"),
    "emergencies": gettext_lazy("突发公共事件的应急预案、预警信息及应对情况"),
    "inspections": gettext_lazy("环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况"),
    "recruitment": gettext_lazy("公务员招考的职位、名额、报考条件以及录用结果"),
    "county": gettext_lazy("市政建设、公共服务、土地征收、房屋征收、社会救助等方面的政府信息"),
    "township": gettext_lazy("贯彻落实农业农村政策等方面的乡镇政府信息"),
    "others": gettext_lazy("法律、法规、规章和国家规定应当主动公开的其他政府信息"),
}
ARTICLES = {"20": gettext_lazy("条例第二十条第（%(item)s）项"), "21": gettext_lazy("条例第二十一条")}
PLACES = {
    "policies": ("portal:policies", gettext_lazy("政策文件库")),
    "bodies": ("portal:bodies", gettext_lazy("机构")),
}
LOOKS = {ErrorReport.Progress.RECEIVED: "open", ErrorReport.Progress.SETTLED: "done"}
SHOWN_PARTS: Mapping[str, Words] = {
    "open": gettext_lazy("待办理"),
    "overdue": gettext_lazy("已逾期"),
    "settled": gettext_lazy("已办结"),
    "all": gettext_lazy("全部"),
}
KIND_LABELS = dict(Information.Kind.choices)
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Place:
    """Where content of a part stands. `count` None: it is not counted."""

    label: str
    url: str
    count: int | None


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of 法定主动公开内容."""

    title: str
    article: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as a row of the desk's list."""

    url: str
    title: str
    look: str
    word: str
    facts: tuple[str, ...]


def explain(refused: WebsiteRefused) -> str:
    """Why nothing was changed."""
    masked = refused.detail.get("masked")
    said = {"masked": "、".join(map(str, masked)) if isinstance(masked, list) else "", "most": MOST_PER_READER}
    return str(REFUSALS[refused.refusal]) % said


def part_view(place: PartPlace) -> PartView:
    """A part with the way to each of its places."""
    found = [*_own(place), *_kinds(place), *_fields(place), *_searched(place)]
    return PartView(str(PARTS[place.part.key]), _article(place.part.article), tuple(found))


def _own(place: PartPlace) -> list[Place]:
    if not place.part.place:
        return []
    url_name, label = PLACES[place.part.place]
    count = sum(place.kinds.values()) if place.part.place == "policies" else None
    return [Place(str(label), reverse(url_name), count)]


def _kinds(place: PartPlace) -> list[Place]:
    if place.part.place == "policies":
        return []
    latest = reverse("portal:latest")
    return [Place(str(KIND_LABELS[kind]), f"{latest}?kind={kind}", count) for kind, count in place.kinds.items()]


def _fields(place: PartPlace) -> list[Place]:
    return [
        Place(either(one.field.seed_name, one.field.name_en), paths.field(one.field.slug), one.count)
        for one in place.fields
    ]


def _searched(place: PartPlace) -> list[Place]:
    words = place.part.words
    if not words:
        return []
    return [Place(_("搜索“%(words)s”") % {"words": words}, f"{reverse('portal:search')}?q={words}", None)]


def _article(article: str) -> str:
    number, _bracket, item = article.partition("(")
    return str(ARTICLES[number]) % {"item": _numeral(int(item.rstrip(")"))) if item else ""}


def _numeral(number: int) -> str:
    if in_english():
        return str(number)
    return NUMERALS[number] if number <= 10 else f"十{NUMERALS[number - 10]}"


def look_of(report: ErrorReport, *, on: date) -> tuple[str, str]:
    """How a report looks at the desk, and the word for it."""
    state = ErrorReport.Progress(report.state)
    if report.settled_on is None and report.due_on < on:
        return "overdue", str(SHOWN_PARTS["overdue"])
    return LOOKS[state], str(state.label)


def report_row(report: ErrorReport, *, on: date) -> ReportRow:
    """A report as a row."""
    told = (
        either(report.body.short_name, report.body.name_en),
        report.get_kind_display(),
        report.address,
        _("收到于 %(when)s") % {"when": moment(report.reported_at)},
        _("应于 %(when)s 前办结") % {"when": day(report.due_on)} if report.settled_on is None else "",
        report.get_outcome_display(),
    )
    url = reverse("website_workbench:report", args=[report.code])
    look, word = look_of(report, on=on)
    return ReportRow(url, report.text, look, word, tuple(fact for fact in told if fact))


def chips(counts: Mapping[str, int], show: str) -> list[Chip]:
    """The parts of the desk's list as chips."""
    return [Chip(str(label), f"?show={key}", key == show, counts[key]) for key, label in SHOWN_PARTS.items()]


def figure_lines(figures: Figures) -> list[tuple[str, int]]:
    """Kinds with how many were reported, the most first; what nobody reported is left out."""
    named = [(str(ErrorReport.Kind(kind).label), count) for kind, count in figures.by_kind.items()]
    return sorted(named, key=lambda line: -line[1])


def outcome_lines(figures: Figures) -> list[tuple[str, int]]:
    """What came of them."""
    return [(str(ErrorReport.Outcome(outcome).label), count) for outcome, count in figures.by_outcome.items()]
