"""The map of the site for readers: which columns there are, and what stands in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.catalogues.queries.inforce import current_version
from gongkai.organisations.models import Body, County, Level
from gongkai.portal import presenters
from gongkai.portal.opening_presenters import SLUG_OF, TITLES
from gongkai.publishing.models import Information
from gongkai.publishing.rules import paths
from gongkai.standards.models import Field
from gongkai.ui.languages import either
from gongkai.website.queries import topics

Link = tuple[str, str]
COLUMNS: tuple[tuple[str | Promise, str], ...] = (
    (gettext_lazy("首页"), "portal:home"),
    (gettext_lazy("政府信息公开"), "website_portal:columns"),
    (gettext_lazy("各机关的政府信息公开"), "website_portal:body_columns"),
    (gettext_lazy("政府信息公开制度"), "publishing_portal:working_rules"),
    (gettext_lazy("政策文件"), "portal:policies"),
    (gettext_lazy("政策解读"), "portal:interpretations"),
    (gettext_lazy("公开进展"), "portal:progress"),
    (gettext_lazy("数据开放"), "portal:data"),
    (gettext_lazy("公开日志"), "publishing_portal:log"),
    (gettext_lazy("站内搜索"), "portal:search"),
    (gettext_lazy("查询提问答复"), "interpretation_portal:find_question"),
    (gettext_lazy("网站纠错"), "website_portal:report"),
    (gettext_lazy("站点公告"), "website_portal:notices"),
    (gettext_lazy("历史归档"), "website_portal:archive"),
    (gettext_lazy("数据说明"), "portal:about_data"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the map."""

    title: str
    url: str
    links: Sequence[Link]


def groups(county: County, *, on: date) -> list[Group]:
    """The whole map, in a constant number of queries; parts without anything are left out."""
    latest = reverse("portal:latest")
    bodies = list(Body.objects.of(county).living(on=on).exclude(level=Level.VILLAGE).listed())
    found = (
        Group(_("栏目"), "", [(str(label), reverse(name)) for label, name in COLUMNS]),
        Group(_("公开领域"), reverse("portal:fields"), _fields(county, on=on)),
        Group(
            _("五公开"),
            reverse("portal:stages"),
            [(str(TITLES[stage]), reverse("portal:stage", args=[slug])) for stage, slug in SLUG_OF.items()],
        ),
        Group(
            _("最新公开"),
            latest,
            [(str(kind.label), f"{latest}?kind={kind.value}") for kind in Information.Kind],
        ),
        Group(_("县级部门"), reverse("portal:bodies"), _bodies(bodies, Level.COUNTY)),
        Group(_("乡镇（街道）"), reverse("portal:bodies"), _bodies(bodies, Level.TOWNSHIP)),
        Group(_("专题"), reverse("website_portal:topics"), _topics(county)),
    )
    return [group for group in found if group.links]


def _fields(county: County, *, on: date) -> list[Link]:
    version = current_version(county, on=on)
    if version is None:
        return []
    fields = Field.objects.filter(pk__in=version.rows.applicable().values("field_id")).order_by("number")
    return [(presenters.field_label(field), paths.field(field.slug)) for field in fields]


def _bodies(bodies: Sequence[Body], level: Level) -> list[Link]:
    return [(presenters.body_label(body), paths.body(body.slug)) for body in bodies if body.level == level]


def _topics(county: County) -> list[Link]:
    return [
        (either(topic.title, topic.title_en), reverse("website_portal:topic", args=[topic.code]))
        for topic in topics.shown(county)
    ]
