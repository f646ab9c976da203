"""Which addresses of a county's portal search engines are told of: what is public today, and nothing else.

Lists of persons are left out: they are shown for some days, and no engine shall keep them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from gongkai.catalogues.models import Row
from gongkai.catalogues.queries.inforce import current_version
from gongkai.organisations.models import Body, County
from gongkai.publishing.models import Information
from gongkai.publishing.querysets import InformationQuerySet
from gongkai.publishing.rules import paths
from gongkai.standards.models import Field

if TYPE_CHECKING:
    Base = Sitemap[Any]
else:
    Base = Sitemap  # generic for the type checker alone

LIMIT = 5_000  # addresses in one file; an engine takes ten times as many
PLACES = (
    "portal:home",
    "portal:fields",
    "portal:latest",
    "portal:policies",
    "portal:interpretations",
    "portal:progress",
    "portal:bodies",
    "portal:stages",
    "portal:data",
    "portal:site_map",
    "website_portal:columns",
    "website_portal:body_columns",
    "website_portal:topics",
    "website_portal:archive",
    "website_portal:report",
    "publishing_portal:working_rules",
    "publishing_portal:log",
)


class _OfCounty(Base):
    limit = LIMIT

    def __init__(self, county: County, *, on: date) -> None:
        self.county, self.on = county, on

    def rows(self) -> QuerySet[Row]:
        """What the catalogue in force asks of the county; nothing while it has none."""
        version = current_version(self.county, on=self.on)
        return version.rows.applicable() if version else Row.objects.none()


class Places(_OfCounty):
    """The pages that every portal has."""

    def items(self) -> tuple[str, ...]:
        return PLACES

    def location(self, item: str) -> str:
        return reverse(item)


class Fields(_OfCounty):
    """The fields of the catalogue in force."""

    def items(self) -> list[Field]:
        return list(Field.objects.filter(pk__in=self.rows().values("field_id")).order_by("number"))

    def location(self, item: Field) -> str:
        return paths.field(item.slug)


class Matters(_OfCounty):
    """The matters of the catalogue in force."""

    def items(self) -> list[int]:
        return list(self.rows().order_by("matter__number").values_list("matter__number", flat=True))

    def location(self, item: int) -> str:
        return paths.matter(item)


class Bodies(_OfCounty):
    """The bodies that answer for something."""

    def items(self) -> list[str]:
        return list(Body.objects.of(self.county).living(on=self.on).listed().values_list("slug", flat=True))

    def location(self, item: str) -> str:
        return paths.body(item)


class Pieces(_OfCounty):
    """Everything that was published and is not a list of persons."""

    def items(self) -> InformationQuerySet:
        pieces = Information.objects.of_county(self.county).public().filter(list_profile="")
        return pieces.order_by("pk").only("public_id", "changed_at")

    def location(self, item: Information) -> str:
        return paths.information(item.public_id)

    def lastmod(self, item: Information) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        """In one question, not by looking at each."""
        latest: datetime | None = self.items().aggregate(latest=Max("changed_at"))["latest"]
        return latest


SECTIONS: Mapping[str, type[_OfCounty]] = {
    "places": Places,
    "fields": Fields,
    "matters": Matters,
    "bodies": Bodies,
    "pieces": Pieces,
}


def of_county(county: County, *, on: date) -> dict[str, Any]:
    """Every section of a county's map."""
    return {name: section(county, on=on) for name, section in SECTIONS.items()}
