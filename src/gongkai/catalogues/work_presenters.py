"""The words of the catalogue's long work: what it is, how it ended, where one goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.catalogues import presenters
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal
from gongkai.kernel.background import State, Told
from gongkai.kernel.models import BackgroundWork


@dataclass(frozen=True, slots=True)
class Words:
    """Of one kind of work: its name, its sentence when done, the page to go on from."""

    title: Callable[[BackgroundWork], str]
    done: Callable[[BackgroundWork], str]
    url: Callable[[BackgroundWork], str]

    def told(self, work: BackgroundWork) -> Told:
        if work.state == State.DONE:
            return Told(self.done(work), self.url(work))
        if work.state == State.REFUSED:
            refused = CatalogueRefused(Refusal(work.facts["refusal"]), **work.facts["detail"])
            return Told(presenters.explain(refused), self.url(work))
        return Told("", self.url(work))


def _overview(work: BackgroundWork) -> str:
    return reverse("catalogues_workbench:overview")


def _compiled(work: BackgroundWork) -> str:
    words = (
        _("已编制草案：%(rows)s行。")
        if work.facts["is_new"]
        else _("草案已按现行指引、清单和机构更新：%(rows)s行，已作的决定不变。")
    )
    return words % {"rows": work.facts["rows"]}


def _townships_compiled(work: BackgroundWork) -> str:
    count = work.facts["townships"]
    return ngettext("已编制%(count)s个乡镇（街道）的目录。", "已编制%(count)s个乡镇（街道）的目录。", count) % {
        "count": count
    }


def _issued(work: BackgroundWork) -> str:
    count = work.facts["townships"]
    if not count:
        return _("目录已发布。")
    words = ngettext(
        "目录已发布，连同%(count)s个乡镇（街道）的目录。", "目录已发布，连同%(count)s个乡镇（街道）的目录。", count
    )
    return words % {"count": count}


def _issue_page(work: BackgroundWork) -> str:
    page = "version" if work.state == State.DONE else "issue"
    return reverse(f"catalogues_workbench:{page}", args=[work.arguments["version"]])


def _taken_in(work: BackgroundWork) -> str:
    if "added" not in work.facts:
        return _("清单已入库。")
    words: str = _("已入库：新增%(added)s项，更新%(updated)s项，不再列入%(ended)s项。") % work.facts
    return words


def _list_page(work: BackgroundWork) -> str:
    if work.state == State.DONE:
        return reverse("catalogues_workbench:entries", args=[work.facts["kind"]])
    return reverse("catalogues_workbench:dry_run", args=[work.arguments["waiting"]])


COMPILING = Words(lambda work: _("编制县级目录"), _compiled, _overview)
COMPILING_TOWNSHIPS = Words(lambda work: _("编制乡镇（街道）目录"), _townships_compiled, _overview)
ISSUING = Words(lambda work: _("发布目录"), _issued, _issue_page)
TAKING_IN = Words(lambda work: _("导入“%(file)s”") % {"file": work.arguments["file"]}, _taken_in, _list_page)
