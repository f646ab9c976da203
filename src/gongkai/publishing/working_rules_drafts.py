"""The text of a county's working rules, drafted from facts: an official document, in Chinese whoever asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.publishing.models import Information
from gongkai.publishing.official_words import STAGES
from gongkai.publishing.queries.working_rules import template_of
from gongkai.publishing.rules import index_number, working_rules
from gongkai.publishing.rules.working_rules import Fact, Facts, Topic

CHINESE: Final = "zh-hans"
_KINDS: Final = dict(Information.Kind.choices)


def drafted(topic: Topic, facts: Facts, *, county: str, supplement: str = "") -> str:
    """The text of a topic as markup, with the county's own articles behind it."""
    with override(CHINESE):
        words = {name: fact_words(name, fact) for name, fact in facts.items()} | {"county": county}
        return working_rules.compose(template_of(topic), words, supplement=supplement)


def fact_words(name: str, fact: Fact | None) -> str:
    """What a fact says."""
    if fact is None:
        return _("没有写")
    if name.endswith("_stages") and isinstance(fact, list):
        return _("、").join(_label(stage, STAGES) for stage in fact)
    if name == "routine_kinds" and isinstance(fact, list):
        return _("、").join(_label(kind, _KINDS) for kind in fact) or _("县政府公开工作机构列明的信息")
    if name == "index_pattern":
        return index_number.compose(pattern=str(fact), code="000000000", year=2026, serial=1)
    if name.endswith(("_on", "_by")):
        month, day = str(fact).split("-")
        return _("%(month)s月%(day)s日") % {"month": int(month), "day": int(day)}
    return str(fact)


def _label(code: str, words: Mapping[Any, str | Promise]) -> str:
    """A word for a code; one that a later release dropped still stands in what was adopted, as it is."""
    return str(words.get(code, code))
