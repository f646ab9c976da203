"""The words of a county, read from its tables once per change and process."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from threading import Lock

from gongkai.search.models import BestBet, Document, Feed, Synonym
from gongkai.search.rules import instruments
from gongkai.search.rules.vocabulary import Vocabulary

COUNTIES_KEPT = 64

_kept: OrderedDict[int, tuple[int, Vocabulary]] = OrderedDict()
_lock = Lock()


def vocabulary(county_id: int) -> Vocabulary:
    """The county's words as they are now: one small query, unless they changed."""
    version = Feed.objects.filter(county_id=county_id).values_list("words_changed", flat=True).first() or 0
    with _lock:
        kept = _kept.get(county_id)
        if kept is not None and kept[0] == version:
            _kept.move_to_end(county_id)
            return kept[1]
    found = _read(county_id)
    with _lock:
        _kept[county_id] = (version, found)
        while len(_kept) > COUNTIES_KEPT:
            _kept.popitem(last=False)
    return found


def _read(county_id: int) -> Vocabulary:
    terms = Document.objects.filter(county_id=county_id, is_term=True, is_tombstone=False).order_by("key")
    names: dict[str, None] = {}
    laws: dict[str, None] = {}
    bodies: dict[str, str] = {}
    for title, heading, aliases, text, facets, kind in terms.values_list(
        "title", "heading", "aliases", "body_text", "facets", "kind"
    ):
        if kind == "body":
            bodies |= dict.fromkeys([title, *aliases], str(facets.get("body", "")))
        else:
            names |= dict.fromkeys(name for name in (title, heading, *aliases) if name)
            laws |= dict.fromkeys(instruments.cited_in(text))
    groups: list[Sequence[str]] = list(Synonym.objects.filter(county_id=county_id).values_list("words", flat=True))
    bets: dict[str, list[str]] = defaultdict(list)
    for question, key in BestBet.objects.filter(county_id=county_id).order_by("id").values_list("question", "key"):
        bets[question].append(key)
    return Vocabulary(names=tuple(names), bodies=bodies, laws=tuple(laws), groups=tuple(groups), bets=dict(bets))
