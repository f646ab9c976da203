"""Documents tell the truth that a machine can check.

docs/mission.md: every row names a screen and a test that exist, or says `not built yet`.
docs/glossary.md: every model stands in it with its official term.
docs/reference/sources.md: every instrument that a rule's Sources paragraph names stands in it.
README.md and README.zh-CN.md: the same number of headings, pictures and links; every relative link resolves.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
INSTRUMENT = re.compile(r"《([^》]+)》|([\u4e00-\u9fff]{2,20}(?:条例|法|办法|指引|通知|意见|典))")
CLAUSE = re.compile(r"\| §(?! \|)")  # a row of the table, not its head
NOT_BUILT = "not built yet"


def dead_mission_entries() -> list[str]:
    wrong = []
    rows = [line for line in _text("mission.md").splitlines() if CLAUSE.match(line)]
    if len(rows) < 10:
        wrong.append("mission.md: the table of clauses is missing")
    for row in rows:
        tests = TEST.findall(row)
        if not tests and NOT_BUILT not in row:
            wrong.append(f"mission.md: neither a test nor `{NOT_BUILT}`: {row[:70]}")
        wrong += [f"mission.md: no such test {path}::{name}" for path, name in tests if not _has_test(path, name)]
    return wrong


def _has_test(path: str, name: str) -> bool:
    file = ROOT / path
    if not file.exists():
        return False
    return not name or bool(re.search(rf"^\s*def {name}\(", file.read_text(encoding="utf-8"), re.M))


def models_without_glossary() -> list[str]:
    from django.apps import apps

    glossary = _text("glossary.md")
    ours = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]
    return [
        f"glossary.md: `{model.__name__}` {model._meta.verbose_name} is missing"
        for model in ours
        if f"`{model.__name__}`" not in glossary or str(model._meta.verbose_name) not in glossary
    ]


def unknown_sources() -> list[str]:
    known = _text("reference/sources.md")
    wrong = []
    for path in sorted((ROOT / "src" / "gongkai").glob("*/rules/**/*.py")):
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if "Sources" not in docstring:
            continue
        named = INSTRUMENT.findall(docstring.split("Sources", 1)[1])
        for title in {one or other for one, other in named}:
            if title not in known:
                wrong.append(f"sources.md: {title} is named in {path.relative_to(ROOT)} and not listed")
    return wrong


def unequal_readmes() -> list[str]:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")]
    wrong = []
    for what, pattern in (("headings", r"^#+ "), ("pictures", r"!\["), ("code blocks", r"^```")):
        counts = [len(re.findall(pattern, text, re.M)) for text in texts]
        if counts[0] != counts[1]:
            wrong.append(f"README.md has {counts[0]} {what}, README.zh-CN.md {counts[1]}")
    return wrong


def dead_links() -> list[str]:
    wrong = []
    for page in [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(DOCS.rglob("*.md"))]:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                wrong.append(f"{page.relative_to(ROOT)}: dead link {target}")
    return wrong


def _text(name: str) -> str:
    path = DOCS / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    django.setup()
    wrong = dead_mission_entries() + models_without_glossary() + unknown_sources() + unequal_readmes() + dead_links()
    print("\n".join(wrong) or "documents hold")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
