"""How good are the answers? The judged questions of tests/data/search, asked of the demo county: nDCG@10 by kind.

The county is made in a process of its own, as of the day on which the questions were judged.
"""

from __future__ import annotations

import fnmatch
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "data" / "search" / "judged.tsv"
DEPTH = 10
LEAST = 0.85
FIRST = ("title", "number")  # kinds whose one answer must come first


@dataclass
class Judged:
    """One question, its answers' grades by key, and what came of it."""

    kind: str
    text: str
    grades: dict[str, int]
    found: list[str] = field(default_factory=list)
    card: str = ""  # what stands above the results

    @property
    def ndcg(self) -> float:
        gains = [self.grades.get(key, 0) for key in self.found[:DEPTH]]
        ideal = sorted(self.grades.values(), reverse=True)[:DEPTH]
        return discounted(gains) / discounted(ideal)

    @property
    def is_first(self) -> bool:
        return bool(self.found) and self.grades.get(self.found[0]) == 3


def discounted(gains: list[int]) -> float:
    return sum((2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(gains))


def run() -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder) / "var"
        _child(ROOT / "tests" / "acceptance" / "demo_mix.py", var)
        judged = judge(var)
    kinds = defaultdict(list)
    for one in judged:
        kinds[one.kind].append(one)
    figures = [{**_mean("all kinds", judged), "peer": LEAST, "ratio": LEAST / _mean("", judged)["value"], "limit": 1}]
    for kind, ones in kinds.items():
        figures += [_mean(kind, ones), *([_first(kind, ones)] if kind in FIRST else [])]
    return figures


def judge(var: Path) -> list[Judged]:
    """Ask every question of the county kept in a folder."""
    told = json.loads(_child(Path(__file__), var))
    return [Judged(**one) for one in told]


def _mean(kind: str, judged: list[Judged]) -> dict:
    mean = sum(one.ndcg for one in judged) / len(judged)
    return {"name": f"nDCG@{DEPTH}, {kind}", "value": mean, "unit": "", "note": f"{len(judged)} questions"}


def _first(kind: str, judged: list[Judged]) -> dict:
    missed = [one.text for one in judged if not one.is_first]
    return {"name": f"{kind}: not answered first", "value": len(missed), "unit": "", "limit": 0, "note": str(missed)}


def _child(script: Path, var: Path) -> str:
    own = {
        "GONGKAI_VAR": str(var),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "PYTHONHASHSEED": "54",
    }
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DATABASE_URL"))}
    done = subprocess.run([sys.executable, script], env={**plain, **own}, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


# What follows runs in the child, beside the county.


def questions() -> list[tuple[str, str, str]]:
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


class County:
    """What the references of the judged file stand for: keys, found by reading the tables, never by asking search."""

    def __init__(self) -> None:
        from gongkai.organisations.models import Body, County
        from gongkai.publishing.models import Attachment, Information

        self.county = County.objects.get()
        public = Information.objects.of_county(self.county).public()
        self.titles: dict[str, str] = {}
        self.bodies = dict(Body.objects.of(self.county).values_list("slug", "slug"))
        self.texts: dict[str, str] = {}
        self.by: dict[str, list[str]] = defaultdict(list)
        for public_id, title, text, body in public.values_list("public_id", "title", "text", "body__slug"):
            key = f"information:{public_id}"
            self.titles[key], self.texts[key] = title, f"{title}\n{text}"
            self.by[body].append(key)
        self.files = defaultdict(list)
        for name, public_id in Attachment.objects.filter(information__in=public).values_list(
            "name", "information__public_id"
        ):
            self.files[name].append(f"information:{public_id}")
        self.basis = self._basis()

    def _basis(self) -> dict[str, list[str]]:
        from gongkai.catalogues.models import Row, Version

        named: dict[str, list[str]] = defaultdict(list)
        in_force = Version.objects.filter(catalogue__county=self.county, catalogue__owner=None, state="issued")
        rows = Row.objects.applicable().filter(version__in=in_force)
        for number, basis in rows.values_list("matter__number", "basis"):
            for instrument in basis:
                named[instrument.get("name") or ""].append(f"matter:{number}")
        return named

    def keys(self, reference: str) -> list[str]:
        kind, _, rest = reference.partition(":")
        ways = {
            "matter": lambda: [reference],
            "body": lambda: [reference] if rest in self.bodies else [],
            "by": lambda: self.by[rest],
            "basis": lambda: self.basis[rest],
            "file": lambda: self.files[rest],
            "says": lambda: [key for key, text in self.texts.items() if rest in text],
        }
        if kind in ways:
            return ways[kind]()
        return [key for key, title in self.titles.items() if fnmatch.fnmatchcase(title, reference.replace("[", "[[]"))]

    def grades(self, answers: str) -> dict[str, int]:
        grades: dict[str, int] = {}
        for answer in answers.split(" ; "):
            grade, reference = answer.split(" ", 1)
            for key in self.keys(reference):
                grades[key] = max(grades.get(key, 0), int(grade))
        if 3 not in grades.values():
            raise SystemExit(f"nothing answers well: {answers}")
        return grades


def main() -> None:
    import django

    django.setup()
    from gongkai.kernel import clock
    from gongkai.search import answers
    from gongkai.search.index import node_index
    from gongkai.search.queries import Question, ask

    node_index().sync()
    county = County()
    judged = []
    for kind, text, graded in questions():
        results = ask(Question(county_id=county.county.pk, text=text))
        found = [hit.key for hit in results.hits][:DEPTH]
        card = answers.answer(Question(county_id=county.county.pk, text=text), on=clock.today())
        told = {"grades": county.grades(graded), "found": found, "card": card.key if card else ""}
        judged.append({"kind": kind, "text": text, **told})
    json.dump(judged, sys.stdout)


if __name__ == "__main__":
    main()
