"""What does a draft of the catalogue hold? Guideline texts, what people decided before, and the county's own rows.

What a person decided is carried over word for word; what nobody decided follows the guideline. The result is a plan:
nothing is read or written here.

Sources
    国办发〔2019〕54号 §四: counties compile from the guidelines, adapted to their own functions.
    model.md: a matter is for ever, a row belongs to one version.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.catalogues.rules.stages import staged

SPACING = 100  # room between two rows for the parts of a split one

ELEMENTS = (
    "l1",
    "l2",
    "l3",
    "l1_en",
    "l2_en",
    "content",
    "basis",
    "time_limit",
    "time_rules",
    "subject",
    "channels",
    "channels_optional",
    "audience",
    "mode",
    "levels",
    "provenance",
    "is_verified",
)
DECIDED = ("decision", "adapted_elements", "reason", "decided_at", "decided_by_id", "approved_by_id")
UNDECIDED: Mapping[str, Any] = {
    "decision": "undecided",
    "adapted_elements": [],
    "reason": "",
    "decided_at": None,
    "decided_by_id": None,
    "approved_by_id": None,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A guideline item's text in force for the county."""

    id: int
    item_id: int
    field_id: int
    order: tuple[int, int]  # field number, position
    elements: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A row of the draft being recompiled, or of the version before."""

    matter_id: int
    item_id: int | None
    split_from_id: int | None
    field_id: int
    order: tuple[int, int]
    national_id: int | None
    elements: Mapping[str, Any]
    decision: Mapping[str, Any]

    @property
    def is_decided(self) -> bool:
        return bool(self.decision["decision"] != "undecided")


@dataclass(frozen=True, slots=True)
class Planned:
    """A row as the draft shall hold it. Without a matter yet, it is the first row of its item."""

    field_id: int
    position: int
    item_id: int | None
    matter_id: int | None
    national_id: int | None
    name: str
    name_en: str
    elements: Mapping[str, Any]
    decision: Mapping[str, Any] = field(default_factory=lambda: UNDECIDED)


def from_text(elements: Mapping[str, Any]) -> dict[str, Any]:
    """A guideline text as a row says it: each content element at its stage."""
    return {name: elements[name] for name in ELEMENTS} | {"content": staged(elements["content"])}


def plan(texts: Sequence[Text], earlier: Iterable[Earlier]) -> tuple[Planned, ...]:
    """The rows of a draft, in the order of the fields and of the guidelines, parts after the whole."""
    own, parts, local, gone = _sort_out(earlier, items={text.item_id for text in texts})
    names = Counter(text.elements["l2"] for text in texts)
    planned: list[Planned] = []
    ordered: list[tuple[tuple[int, int, int], Text | Earlier]] = [((*t.order, 0), t) for t in texts]
    ordered += [((*e.order, 1), e) for e in (*local, *gone)]
    for rank, (_, source) in enumerate(sorted(ordered, key=lambda pair: pair[0]), start=1):
        row = _row(source, own, position=rank * SPACING, names=names)
        planned.append(row)
        planned += [
            _kept(part, position=row.position + n) for n, part in enumerate(parts.get(row.matter_id or 0, ()), start=1)
        ]
    return tuple(planned)


def _sort_out(
    earlier: Iterable[Earlier], *, items: set[int]
) -> tuple[dict[int, Earlier], dict[int, list[Earlier]], list[Earlier], list[Earlier]]:
    """Rows of items in force, parts by their whole, local rows, decided rows whose item is no longer in force."""
    own: dict[int, Earlier] = {}
    parts: dict[int, list[Earlier]] = defaultdict(list)
    local: list[Earlier] = []
    gone: list[Earlier] = []
    for row in earlier:
        if row.split_from_id is not None:
            parts[row.split_from_id].append(row)
        elif row.item_id is None:
            local.append(row)
        elif row.item_id in items:
            own[row.item_id] = row
        elif row.is_decided:
            gone.append(row)
    return own, parts, local, gone


def _row(source: Text | Earlier, own: Mapping[int, Earlier], *, position: int, names: Counter[str]) -> Planned:
    if isinstance(source, Earlier):
        return _kept(source, position=position)
    before = own.get(source.item_id)
    text = source.elements
    if before is not None and before.is_decided:
        return _kept(before, position=position, reread=text)
    is_unique = names[text["l2"]] == 1
    return Planned(
        field_id=source.field_id,
        position=position,
        item_id=source.item_id,
        matter_id=before.matter_id if before else None,
        national_id=source.id,
        name=text["l2"] if is_unique else f"{text['l1']}·{text['l2']}",
        name_en=_english(text, is_unique=is_unique),
        elements=_with_known_stages(from_text(text), before),
    )


def _english(text: Mapping[str, Any], *, is_unique: bool) -> str:
    return text["l2_en"] if is_unique or not text["l1_en"] else f"{text['l1_en']}: {text['l2_en']}"


def _with_known_stages(elements: dict[str, Any], before: Earlier | None) -> dict[str, Any]:
    """A stage that a person set stays with the words it was set for."""
    if before is None:
        return elements
    known = {part["text"]: part["stage"] for part in before.elements["content"]}
    return elements | {
        "content": [part | {"stage": known.get(part["text"], part["stage"])} for part in elements["content"]]
    }


def _kept(row: Earlier, *, position: int, reread: Mapping[str, Any] | None = None) -> Planned:
    """A row as people decided it. A limit in the guideline's own words follows what is understood of them today."""
    elements = row.elements
    if reread is not None and reread["time_limit"] == elements["time_limit"]:
        elements = {**elements, "time_rules": reread["time_rules"]}
    return Planned(
        field_id=row.field_id,
        position=position,
        item_id=row.item_id,
        matter_id=row.matter_id,
        national_id=row.national_id,
        name=str(row.elements["l2"]),
        name_en=str(row.elements["l2_en"]),
        elements=elements,
        decision=row.decision,
    )
