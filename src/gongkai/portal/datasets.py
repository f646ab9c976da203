"""Open data: what the county's lists say, as tables for people and for machines. Nothing that is not public.

Lists of persons are in none of them: they are shown for some days, and a file lives on wherever it was copied to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues.queries.inforce import current_version
from gongkai.catalogues.queries.public import all_rows
from gongkai.interpretation.queries import public as explaining
from gongkai.organisations.models import Body, County, Level
from gongkai.portal import presenters
from gongkai.portal.queries import fairness, pages
from gongkai.portal.queries.states import row_facts
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules import paths
from gongkai.tables import writers
from gongkai.tables.writers import Column, Line, Sheet
from gongkai.ui.states import look_up

FORMS = ("csv", "json", "xlsx")
MOST = 20_000  # rows of one file, the newest: a bound for the memory, ten years of a county
WIDTH = 20

Words = str | Promise
Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table: its columns by name, and where its rows come from. `page`: the list it is the data of."""

    slug: str
    title: Words
    about: Words
    page: str
    columns: Mapping[str, Words]
    rows: Callable[[County, date], Iterable[Record]]
    keywords: tuple[str, ...] = ()


def file(dataset: Dataset, county: County, *, form: str, on: date) -> bytes:
    """The table as a file of one of FORMS."""
    heads = {name: str(words) for name, words in dataset.columns.items()}
    records = list(dataset.rows(county, on))
    sheet = Sheet(
        title=str(dataset.title),
        subtitle=f"{county.name} {on.isoformat()}",
        columns=tuple(Column("", words, WIDTH) for words in heads.values()),
        lines=tuple(Line("", tuple(record[name] for name in heads), record) for record in records),
        flat={words: _reader(name) for name, words in heads.items()},
    )
    return writers.write(sheet, format=form)


def _reader(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda record: str(record[name])


_PIECE: Mapping[str, Words] = {
    "index_number": _("索引号"),
    "title": _("标题"),
    "kind": _("信息类别"),
    "body": _("公开主体"),
    "matter": _("公开事项"),
    "document_number": _("发文字号"),
    "written_on": _("成文日期"),
    "published_at": _("公开时间"),
    "address": _("网页地址"),
}


def _pieces(found: InformationQuerySet) -> Iterable[Record]:
    known = found.filter(list_profile="").newest_first().select_related("body", "matter")
    for piece in known.defer("html", "text", "body__functions", "body__functions_en")[:MOST]:
        yield {
            "index_number": piece.index_number,
            "title": piece.title,
            "kind": str(piece.get_kind_display()),
            "body": piece.body.name,
            "matter": piece.matter.name,
            "document_number": piece.document_number,
            "written_on": _iso(piece.written_on),
            "published_at": _moment(piece.published_at),
            "address": paths.information(piece.public_id),
        }


def _information(county: County, on: date) -> Iterable[Record]:
    return _pieces(Information.objects.of_county(county).public())


def _policies(county: County, on: date) -> Iterable[Record]:
    return _pieces(Information.objects.of_county(county).public().documents())


def _interpretations(county: County, on: date) -> Iterable[Record]:
    return _pieces(explaining.interpretations(county))


def _bodies(county: County, on: date) -> Iterable[Record]:
    living = Body.objects.of(county).living(on=on).exclude(level=Level.VILLAGE).listed()
    for body in living:
        yield {
            "name": body.name,
            "level": str(Level(body.level).label),
            "credit_code": body.credit_code,
            "address": body.address,
            "phone": body.phone,
            "office_hours": body.office_hours,
            "page": paths.body(body.slug),
        }


def _matters(county: County, on: date) -> Iterable[Record]:
    version = current_version(county, on=on)
    rows = [row for row in all_rows(version, on=on) if row.is_applicable] if version else []
    known = row_facts(county, rows, on=on)
    for row in rows:
        facts = known[row.id]
        yield {
            "number": str(row.matter_number),
            "l1": row.l1,
            "l2": row.l2,
            "l3": row.l3,
            "owners": "、".join(presenters.owner_label(owner) for owner in row.owners),
            "state": str(look_up(presenters.PREPARING if facts.is_held_back else facts.state.value).label),
            "count": str(facts.information),
            "newest_on": _iso(facts.newest.published_on if facts.newest else None),
            "due_on": _iso(facts.due_on),
            "page": paths.matter(row.matter_number),
        }


def _progress(county: County, on: date) -> Iterable[Record]:
    rule = fairness.shown_from(county)
    for duty in pages.due_in_month(county, on=on).select_related("matter", "row", "body").order_by("due_on", "id"):
        view = presenters.duty_view(duty, on=on, rule=rule)
        yield {
            "matter": view.label,
            "body": view.body_label,
            "state": str(look_up(view.state).label),
            "due_on": _iso(view.due_on),
            "fulfilled_on": _iso(view.fulfilled_on),
            "page": paths.matter(view.matter_number),
        }


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""


DATASETS: tuple[Dataset, ...] = (
    Dataset(
        "information",
        _("政府信息目录"),
        _("本县公开的全部政府信息，不含个人信息名单"),
        "portal:latest",
        _PIECE,
        _information,
        ("政府信息", "目录"),
    ),
    Dataset(
        "policies",
        _("政策文件清单"),
        _("规范性文件和政策文件"),
        "portal:policies",
        _PIECE,
        _policies,
        ("政策文件", "规范性文件"),
    ),
    Dataset(
        "interpretations",
        _("政策解读清单"),
        _("政策文件的解读"),
        "portal:interpretations",
        _PIECE,
        _interpretations,
        ("政策解读",),
    ),
    Dataset(
        "matters",
        _("公开事项及状态"),
        _("现行目录的每个事项：由谁负责、是否已公开、下次到期日期"),
        "portal:fields",
        {
            "number": _("事项编号"),
            "l1": _("一级事项"),
            "l2": _("二级事项"),
            "l3": _("三级事项"),
            "owners": _("公开主体"),
            "state": _("公开状态"),
            "count": _("已公开件数"),
            "newest_on": _("最近公开日期"),
            "due_on": _("应公开日期"),
            "page": _("网页地址"),
        },
        _matters,
        ("公开事项", "标准目录"),
    ),
    Dataset(
        "bodies",
        _("机构名录"),
        _("县级部门和乡镇（街道）的名称、地址、电话、办公时间"),
        "portal:bodies",
        {
            "name": _("机构名称"),
            "level": _("层级"),
            "credit_code": _("统一社会信用代码"),
            "address": _("办公地址"),
            "phone": _("联系电话"),
            "office_hours": _("办公时间"),
            "page": _("网页地址"),
        },
        _bodies,
        ("机构", "联系方式"),
    ),
    Dataset(
        "progress",
        _("本月公开任务"),
        _("本月到期的公开任务和完成情况"),
        "portal:progress",
        {
            "matter": _("公开事项"),
            "body": _("公开主体"),
            "state": _("状态"),
            "due_on": _("应公开日期"),
            "fulfilled_on": _("完成日期"),
            "page": _("网页地址"),
        },
        _progress,
        ("公开进展",),
    ),
)
BY_SLUG: Mapping[str, Dataset] = {dataset.slug: dataset for dataset in DATASETS}
CATALOGUE_FORMS = ("csv", "json", "xlsx", "docx", "pdf")


def address(dataset: Dataset, form: str) -> str:
    """Where the file of a table is."""
    return reverse("portal:dataset", args=[dataset.slug, form])
