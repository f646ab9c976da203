"""Search over 300,000 documents: how fast a copy is built, how fast one question is answered, in how much memory.

Documents are made from the sentences and titles of the demo's texts, the same in every run. They are written into a
database of their own; then a copy is built, and in a fresh process of one thread questions are asked: the ranked page
with all facets counted and the snippets cut, and the whole search page through the middleware of the site. What grows
with the number of documents is told by the same run over a tenth of them.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "src" / "gongkai" / "demo" / "content" / "texts"
FEW, MANY = 30_000, 300_000
QUESTIONS, PAGES = 500, 100
LEAST_SPEED = 1000.0
LIMITS = {"p50": 15.0, "p99": 80.0, "page": 40.0, "memory": 600.0, "suggest": 50.0}
BODIES, FIELDS = 98, 26


def run() -> list[dict]:
    told = {}
    for size in (FEW, MANY):
        with tempfile.TemporaryDirectory() as folder:
            built = _child("build", size, Path(folder))
            told[size] = {**built, **_child("ask", size, Path(folder))}
    few, many = told[FEW], told[MANY]
    speed = {size: 1000 / one["build"] for size, one in told.items()}
    return [
        {
            "name": "documents into the copy in a second, to the least",
            "value": speed[MANY],
            "unit": "1/s",
            "peer": LEAST_SPEED,
            "ratio": LEAST_SPEED / speed[MANY],
            "limit": 1,
            "note": f"{MANY:,} of {many['characters']:.0f} characters, {many['build_cpu']:.2f} ms CPU each; "
            f"{FEW:,}: {speed[FEW]:,.0f}",
        },
        _figure(
            "one search call, median", many["p50"], "ms", "p50", f"CPU {many['p50_cpu']:.1f}; {FEW:,}: ", few["p50"]
        ),
        _figure("one search call, 99 of 100", many["p99"], "ms", "p99", f"{FEW:,}: ", few["p99"]),
        _figure("its page, median", many["page"], "ms", "page", f"CPU {many['page_cpu']:.1f}; {FEW:,}: ", few["page"]),
        _figure("memory of the process that answers", many["memory"], "MB", "memory", f"{FEW:,}: ", few["memory"]),
        _figure("suggestions, median", many["suggest"], "ms", "suggest", f"{FEW:,}: ", few["suggest"]),
        _figure("the copy on disk", many["disk"], "MB", "disk", f"{FEW:,}: ", few["disk"]),
    ]


def _figure(name: str, value: float, unit: str, limit: str, note: str, few: float) -> dict:
    return {"name": name, "value": value, "unit": unit, "limit": LIMITS.get(limit), "note": f"{note}{few:,.3g} {unit}"}


def _child(act: str, size: int, folder: Path) -> dict:
    own = {
        "GONGKAI_VAR": str(folder),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "GONGKAI_DEBUG": "0",
    }
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, __file__, act, str(size)], env={**plain, **own}, stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(done.stdout)


# What follows runs in the children.


class Material:
    """What the demo's texts are made of: sentences, and the words of titles."""

    def __init__(self) -> None:
        read = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.rglob("*.toml")))
        strings = [text for table in read for text in _strings(table)]
        plain = [re.sub(r"[{}$|*#\n]|\[\[.*?\]\]", "", text) for text in strings]
        self.sentences = sorted({s for text in plain for s in re.split(r"(?<=[。；])", text) if 12 <= len(s) <= 120})
        self.titles = sorted({text for text in plain if 6 <= len(text) <= 30})
        self.places = sorted({place for text in plain for place in re.findall(r"[\u4e00-\u9fff]{2}[镇乡村路]", text)})

    def document(self, number: int) -> dict:
        """One document: it follows from its number alone."""
        chance = random.Random(number)
        place, title = chance.choice(self.places), chance.choice(self.titles)
        on = date(2016, 1, 1) + timedelta(days=chance.randrange(4000))
        sentences = chance.choices(self.sentences, k=chance.randint(4, 36))
        return {
            "key": f"information:{number}",
            "kind": "information",
            "url": f"/info/{number}/",
            "title": f"{place}{on.year}年{title}",
            "body_text": "\n".join(sentences),
            "identifiers": [f"明政发〔{on.year}〕{number}号"],
            "facets": {
                "field": f"field-{chance.randrange(FIELDS)}",
                "body": f"body-{chance.randrange(BODIES)}",
                "kind": chance.choice(["policy", "result", "guide", "announcement", "finance", "news"]),
                "level": chance.choice(["county", "township", "village"]),
                "year": str(on.year),
            },
            "dated_on": on,
            "weight": chance.choice([3.0, 0.25, 0.2]),
        }

    def questions(self) -> list[str]:
        """Titles in part, words in twos and threes, places with a word, questions in plain words."""
        chance = random.Random(54)
        found = []
        while len(found) < QUESTIONS:
            title, sentence = chance.choice(self.titles), chance.choice(self.sentences)
            start = chance.randrange(max(1, len(sentence) - 8))
            found += [
                title[: chance.randint(4, 10)],
                sentence[start : start + chance.randint(2, 6)],
                f"{chance.choice(self.places)}{title[:4]}",
                f"{title[:6]}怎么办理",
            ]
        return found[:QUESTIONS]


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for part in value for text in _strings(part)] if isinstance(value, list) else []


def build(size: int) -> dict:
    from django.core.management import call_command

    from gongkai.search.index import node_index
    from gongkai.search.models import Document, Feed

    call_command("migrate", verbosity=0)
    county = _county()
    material, characters = Material(), 0
    for first in range(1, size + 1, 5000):
        made = [material.document(n) for n in range(first, min(first + 5000, size + 1))]
        characters += sum(len(one["title"]) + len(one["body_text"]) for one in made)
        Document.objects.bulk_create(
            [Document(county_id=county.pk, sequence=first + n, **one) for n, one in enumerate(made)], batch_size=500
        )
    Feed.objects.update_or_create(county_id=county.pk, defaults={"sequence": size})
    wall, cpu = _timed(node_index().sync)
    return {"build": wall / size, "build_cpu": cpu / size, "characters": characters / size}


def _county():
    from django.conf import settings

    from gongkai.kernel import clock
    from gongkai.organisations.models import County, CountyHost, Division
    from gongkai.search import actions

    division = Division.objects.create(code="990101000000", name="试验县", level="county")
    county = County.objects.create(division=division, code="990101", name="试验县", created_at=clock.now())
    CountyHost.objects.create(host="bench.example.org", county=county)
    actions.load_shipped_synonyms(county_id=county.pk, at=clock.now())
    assert settings.SEARCH_INDEX
    return county


def ask(size: int) -> dict:
    from django.conf import settings
    from django.test import Client

    from gongkai.config import serving
    from gongkai.organisations.models import County
    from gongkai.search import queries

    serving.collect_static()  # pages name their files by digest
    county = County.objects.get()
    asked = Material().questions()
    question = queries.Question(county_id=county.pk, text="")
    queries.ask(replace(question, text="办理"))  # files are opened, words read
    timed = [_timed(lambda text=text: queries.ask(replace(question, text=text))) for text in asked]
    calls = sorted(wall for wall, _cpu in timed)
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"host": "bench.example.org"})
    client.get("/search/", {"q": "办理"})
    pages = [_timed(lambda text=text: client.get("/search/", {"q": text})) for text in asked[:PAGES]]
    typed = [_timed(lambda text=text: queries.suggest(county_id=county.pk, text=text[:3])) for text in asked[:PAGES]]
    disk = sum(file.stat().st_size for file in settings.SEARCH_INDEX.rglob("*") if file.is_file())
    return {
        "p50": statistics.median(calls),
        "p99": calls[int(len(calls) * 0.99)],
        "p50_cpu": statistics.median(cpu for _wall, cpu in timed),
        "page": statistics.median(wall for wall, _cpu in pages),
        "page_cpu": statistics.median(cpu for _wall, cpu in pages),
        "suggest": statistics.median(wall for wall, _cpu in typed),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk": disk / 1e6,
    }


def _timed(call) -> tuple[float, float]:
    """Milliseconds on the clock, and of the processor: where they part, something else had the machine."""
    started, before = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - started) * 1000, (time.process_time() - before) * 1000


if __name__ == "__main__":
    import django

    django.setup()
    json.dump({"build": build, "ask": ask}[sys.argv[1]](int(sys.argv[2])), sys.stdout)
