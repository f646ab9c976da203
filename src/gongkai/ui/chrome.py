"""Whose site this is, who sits at the desk, and how the reader wants it shown: what every layout needs.

`organisations` sets `request.site` and `request.desk` in its middleware; without it both are empty but usable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Site:
    """A county's portal as the standards want it named at the head and foot of each page."""

    name: str
    domain: str = ""
    site_id_code: str = ""
    icp: str = ""
    police_record: str = ""
    sponsor: str = ""
    contact: str = ""
    english_name: str = ""
    county_name: str = ""
    description: str = ""
    party_mark_url: str = ""
    report_error_url: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The signed-in officer: name, body, and the roles that open entries of the workbench navigation."""

    officer: str = ""
    body: str = ""
    posts: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader chose, kept in cookies."""

    mode: str = "standard"
    contrast: str = "standard"

    @property
    def is_elder(self) -> bool:
        return self.mode == "elder"

    @property
    def is_high_contrast(self) -> bool:
        return self.contrast == "high"


@dataclass(frozen=True, slots=True)
class ColumnMeta:
    """The four statutory tags of a column page (国办发〔2017〕47号, annex). Context name: `column_meta`."""

    name: str
    description: str
    keywords: str
    type: str


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """The statutory tags of an article page. Context name: `article_meta`."""

    title: str
    published_at: datetime
    source: str
    keywords: str = ""
    author: str = ""
    description: str = ""
    image: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DatasetMeta:
    """A table that a page offers as files: form and address. Context name: `dataset_meta`, a list."""

    name: str
    description: str
    url: str
    files: tuple[tuple[str, str], ...]


CHOICES = {
    "mode": ("standard", "elder"),
    "contrast": ("standard", "high"),
}


def site_of(request: HttpRequest) -> Site:
    """The county's site, or a nameless one where no county answers to the host."""
    return getattr(request, "site", None) or Site(name=_("政务公开平台"), domain=request.get_host())


def desk_of(request: HttpRequest) -> Desk:
    return getattr(request, "desk", None) or Desk()


def look_of(request: HttpRequest) -> Look:
    """Read the cookies; whatever is not one of our values counts as not set."""
    chosen = {name: request.COOKIES.get(name) for name in CHOICES}
    return Look(**{name: value for name, value in chosen.items() if value in CHOICES[name]})
