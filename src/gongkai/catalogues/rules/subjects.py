"""Which bodies of a county does a printed subject (公开主体) mean, at each ticked level?

A phrase is looked up in the county's own table, then among the names of its bodies, then in the national table of
generic phrases. What none knows is reported, never guessed; 或 is left to a person.

Sources
    政府信息公开条例 (State Council Order 711) Art. 10: who makes or keeps information publishes it.
    国办发〔2019〕54号 §四, §十一: county and township catalogues; what villages display is owed by the township.
    catalogues.md §4 (the subject is a type; real catalogues put the local name).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.kernel.text import fold_width, without_spaces

COUNTY, TOWNSHIP, VILLAGE = "county", "township", "village"
EVERY = "*"  # every department of a level; the government itself is none
GOVERNMENT = "county-government"
LEVELS = {"县级": COUNTY, "乡级": TOWNSHIP, "村级": VILLAGE}

_PREFIX = re.compile(
    r"^(?:县级以上|县级|县\(市、区\)级?|市、区县|县、市、区|区县|区级|市级|县|区|市|本级|各级|地方各级)(?=.{2})"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_JOINS = re.compile(r"[、,;；]|以及")


class Code(StrEnum):
    """What keeps a subject from being resolved."""

    UNRESOLVED = "subject_unresolved"
    CHOICE = "subject_choice"
    NO_BODY = "level_without_body"


@dataclass(frozen=True, slots=True)
class Place:
    """A body as the resolver sees it."""

    id: int
    kind: str
    level: str
    names: frozenset[str]
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """What a generic phrase means anywhere: kinds of body at a level, or why a person must decide."""

    phrase: str
    kinds: tuple[str, ...] = ()
    level: str = COUNTY
    is_choice: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LocalRule:
    """What a phrase means in this county, by decision of a person."""

    phrase: str
    level: str
    body_ids: tuple[int, ...] = ()
    every_township: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A phrase or level that a person must look at."""

    code: Code
    phrase: str = ""
    level: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who owes a row, body by body with the level, and what stayed open."""

    owed: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Meant:
    """What one phrase came to."""

    bodies: set[tuple[int, str]] = field(default_factory=set)
    problem: Problem | None = None


class Directory:
    """A county's bodies, rules and the national phrases, indexed once and asked for every row."""

    def __init__(
        self, *, places: Iterable[Place], rules: Iterable[LocalRule] = (), templates: Iterable[Template] = ()
    ) -> None:
        self._by_id: dict[int, Place] = {}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_kind: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_level: dict[str, set[int]] = defaultdict(set)
        for place in places:
            self._add(place)
        self._rules: dict[str, list[LocalRule]] = defaultdict(list)
        for rule in rules:
            self._rules[normalise(rule.phrase)].append(rule)
        self._templates: dict[str, list[Template]] = defaultdict(list)
        for template in templates:
            self._templates[normalise(template.phrase)].append(template)
        self._known: dict[str, _Meant | None] = {}

    def _add(self, place: Place) -> None:
        self._by_id[place.id] = place
        self._by_kind[place.kind, place.level].add(place.id)
        self._by_level[place.level].add(place.id)
        for name in place.names:
            self._by_name[normalise(name)].add(place.id)

    def resolve(self, printed: Sequence[str], *, levels: Sequence[str]) -> Resolution:
        """Resolve a row's subject for its ticked levels (县级, 乡级, 村级, or the level's own name)."""
        ticked = tuple(dict.fromkeys(LEVELS.get(level, level) for level in levels))
        meant = self._phrases([normalise(phrase) for phrase in printed])
        named = set().union(*(m.bodies for m in meant)) if meant else set()
        problems = [m.problem for m in meant if m.problem is not None]
        if not ticked:
            return Resolution(_once(named), tuple(problems))
        owed, empty = self._at_levels(named, ticked)
        if named or not problems:  # where the whole subject waits for a person, its levels add nothing
            problems += [Problem(Code.NO_BODY, "、".join(printed), level) for level in empty]
        return Resolution(_once(owed), tuple(problems))

    def _at_levels(self, named: set[tuple[int, str]], ticked: Sequence[str]) -> tuple[set[tuple[int, str]], list[str]]:
        owed = {(body, level) for body, level in named if level in ticked}
        if VILLAGE in ticked and not any(level == VILLAGE for _, level in owed):
            # A village board is a place of display: the township owes what hangs there.
            owed |= {(body, TOWNSHIP) for body in self._by_level[TOWNSHIP]}
        served = {TOWNSHIP if level == VILLAGE and self._is_displayed(owed) else level for level in ticked}
        return owed, [level for level in sorted(served) if not any(at == level for _, at in owed)]

    @staticmethod
    def _is_displayed(owed: set[tuple[int, str]]) -> bool:
        return not any(level == VILLAGE for _, level in owed)

    def _phrases(self, printed: Sequence[str]) -> list[_Meant]:
        """Longest first: 「市、区县人民政府农业农村部门」 is one subject although a 、 stands in it."""
        meant, start = [], 0
        while start < len(printed):
            for end in range(len(printed), start, -1):
                found = self._phrase("、".join(printed[start:end]))
                if found is not None:
                    meant.append(found)
                    start = end
                    break
            else:
                meant += self._parts(printed[start])
                start += 1
        return meant

    def _parts(self, phrase: str) -> list[_Meant]:
        """A phrase that nobody knows as a whole: its joined parts, or a finding."""
        if "或" in phrase:
            return [_Meant(problem=Problem(Code.CHOICE, phrase))]
        parts = [part for part in _JOINS.split(phrase) if part]
        if len(parts) > 1:
            return self._phrases(parts)
        return [_Meant(problem=Problem(Code.UNRESOLVED, phrase))]

    def _phrase(self, phrase: str) -> _Meant | None:
        if phrase not in self._known:
            self._known[phrase] = next((m for form in _forms(phrase) if (m := self._look_up(form))), None)
        return self._known[phrase]

    def _look_up(self, phrase: str) -> _Meant | None:
        if rules := self._rules.get(phrase):
            return self._by_rules(rules, base=self._anywhere(phrase) or _together(self._parts(phrase)))
        return self._anywhere(phrase)

    def _anywhere(self, phrase: str) -> _Meant | None:
        """What a phrase means without the county's own table."""
        if ids := self._by_name.get(phrase):
            return _Meant({(i, self._by_id[i].level) for i in ids})
        if templates := self._templates.get(phrase):
            return self._by_templates(phrase, templates)
        return None

    def _by_rules(self, rules: Iterable[LocalRule], *, base: _Meant) -> _Meant:
        """A rule speaks for its level alone; at other levels the phrase keeps its meaning."""
        bodies, ruled = set(), set()
        for rule in rules:
            ids = set(rule.body_ids) | (self._by_level[TOWNSHIP] if rule.every_township else set())
            bodies |= {(i, rule.level) for i in ids if i in self._by_id}
            ruled.add(rule.level)
        bodies |= {(body, level) for body, level in base.bodies if level not in ruled}
        return _Meant(bodies, problem=None if bodies else base.problem)

    def _by_templates(self, phrase: str, templates: Iterable[Template]) -> _Meant:
        meant = _Meant()
        for template in templates:
            if template.is_choice:
                return _Meant(problem=Problem(Code.CHOICE, phrase, reason=template.reason))
            meant.bodies |= {(i, template.level) for i in self._of_kinds(template)}
        if not meant.bodies:
            reason = next((t.reason for t in templates if t.reason), "")
            meant.problem = Problem(Code.UNRESOLVED, phrase, reason=reason)
        return meant

    def _of_kinds(self, template: Template) -> set[int]:
        if EVERY in template.kinds:
            return self._by_level[template.level] - self._by_kind[GOVERNMENT, template.level]
        # The first kind that the county has: 乡村振兴 where it exists, else 农业农村.
        return next((ids for k in template.kinds if (ids := self._by_kind.get((k, template.level)))), set())


def _together(meant: Iterable[_Meant]) -> _Meant:
    found = list(meant)
    problem = next((m.problem for m in found if m.problem is not None), None)
    return _Meant(set().union(*(m.bodies for m in found)) if found else set(), problem)


def _once(owed: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """A body owes a row once, at the highest of its levels (a department may act for the townships too)."""
    order = (COUNTY, TOWNSHIP, VILLAGE)
    once: dict[int, str] = {}
    for body, level in sorted(owed, key=lambda pair: order.index(pair[1]) if pair[1] in order else 0):
        once.setdefault(body, level)
    return tuple(sorted(once.items()))


def template(line: Mapping[str, str]) -> Template:
    """A line of the national table of phrases (subjects.csv)."""
    return Template(
        phrase=line["phrase"],
        kinds=tuple(kind for kind in line["kinds"].split("|") if kind),
        level=line["level"] or COUNTY,
        is_choice=line["choice"] == "yes",
        reason=line["reason"],
    )


def normalise(phrase: str) -> str:
    """A printed subject without spaces and full-width brackets."""
    plain = without_spaces(fold_width(phrase))
    return plain.replace("（", "(").replace("）", ")").strip("、,;；。")


def _forms(phrase: str) -> tuple[str, ...]:
    """A phrase as printed, without its level, without what stands in brackets, without both."""
    bare = _BRACKETS.sub("", phrase)
    forms = (phrase, _PREFIX.sub("", phrase), bare, _PREFIX.sub("", bare))
    return tuple(dict.fromkeys(form for form in forms if form))
