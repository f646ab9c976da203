"""What takes long and is done in the background: compiling, issuing, taking a list in.

Each may be done twice: compiling again changes nothing, and what is issued or taken in already counts as done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any

from django.utils import timezone

from gongkai.catalogues import actions, work_presenters
from gongkai.catalogues.models import ListImport, Version
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.kernel.background import Asked, Kind, Outcome, register
from gongkai.organisations.background import who_and_where

COMPILE = "catalogues.compile"
COMPILE_TOWNSHIPS = "catalogues.compile_townships"
ISSUE = "catalogues.issue"
TAKE_IN_LIST = "catalogues.take_in_list"


def _long(name: str, words: work_presenters.Words) -> Callable[[Callable[[Asked], Mapping[str, Any]]], None]:
    """Register the work with its words; a refusal is one of the ways in which it ends."""

    def registered(do: Callable[[Asked], Mapping[str, Any]]) -> None:
        @wraps(do)
        def done(asked: Asked) -> Outcome:
            try:
                return Outcome(do(asked))
            except CatalogueRefused as refused:
                return Outcome({"refusal": str(refused.refusal), "detail": refused.detail}, is_refused=True)

        register(name, Kind(do=done, title=words.title, told=words.told))

    return registered


@_long(COMPILE, work_presenters.COMPILING)
def _compile(asked: Asked) -> Mapping[str, Any]:
    by, county = who_and_where(asked)
    compiled = actions.compile_county(county=county, by=by, at=asked.at, on=timezone.localdate(asked.at))
    return {"rows": compiled.rows, "is_new": compiled.is_new}


@_long(COMPILE_TOWNSHIPS, work_presenters.COMPILING_TOWNSHIPS)
def _compile_townships(asked: Asked) -> Mapping[str, Any]:
    by, county = who_and_where(asked)
    day = timezone.localdate(asked.at)
    made = actions.compile_townships(county=county, by=by, at=asked.at, on=day, begun_before=asked.begun_before)
    return {"townships": len(made)}


@_long(ISSUE, work_presenters.ISSUING)
def _issue(asked: Asked) -> Mapping[str, Any]:
    by, county = who_and_where(asked)
    version = Version.objects.of(county).select_related("catalogue__county").get(pk=asked.arguments["version"])
    day = date.fromisoformat(asked.arguments["in_force_from"])
    if (version.state, version.issued_by_id, version.in_force_from) == (Version.State.ISSUED, by.pk, day):
        return {"townships": 0}  # done by a worker that was killed before it could say so
    issued = actions.issue(version=version, by=by, at=asked.at, in_force_from=day, begun_before=asked.begun_before)
    return {"townships": len(issued) - 1}


@_long(TAKE_IN_LIST, work_presenters.TAKING_IN)
def _take_in_list(asked: Asked) -> Mapping[str, Any]:
    by, county = who_and_where(asked)
    waiting = ListImport.objects.get(pk=asked.arguments["waiting"], county=county)
    if waiting.taken_in_at is not None:
        return {"kind": str(waiting.kind)}  # done by a worker that was killed before it could say so
    done = actions.take_in_list(waiting=waiting, by=by, at=asked.at)
    return {"added": done.added, "updated": done.updated, "ended": done.ended, "kind": str(waiting.kind)}
