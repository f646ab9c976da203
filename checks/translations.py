"""Every text on screen has an English translation, and the compiled catalogue is the written one.

The Chinese text is the msgid. `--write` collects messages from code and templates into the .po file (keeping what is
translated) and compiles it; without it, whatever is missing, stale or broken is listed and fails.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from pathlib import Path

import django
import polib
from babel.messages.extract import extract_python
from django.conf import settings

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "gongkai"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")) | {
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# What Django's templatize makes of a template: calls with string literals on one line, blanks around them.
LITERAL = re.compile(r"""u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*\"""")
CALL = re.compile(rf"\b(n?gettext|pgettext|_)\(((?:(?:{LITERAL.pattern})(?:, ?)?)+)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")

Key = tuple[str, str, str]  # context, msgid, plural


def messages() -> dict[Key, list[str]]:
    """Every message with the places where it stands."""
    found: dict[Key, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            _collect(found, path, path.read_text(encoding="utf-8"))
    from django.utils.translation.template import templatize

    for path in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for call in CALL.finditer(calls):
            texts = tuple(ast.literal_eval(literal.lstrip("u")) for literal in LITERAL.findall(call[2]))
            _note(found, path, _key(call[1], texts))
    return found


def _collect(found: dict[Key, list[str]], path: Path, source: str) -> None:
    stream = io.BytesIO(source.encode())
    for _line, function, texts, _comments in extract_python(stream, list(KEYWORDS), [], {"encoding": "utf-8"}):
        _note(found, path, _key(function, texts))


def _note(found: dict[Key, list[str]], path: Path, key: Key | None) -> None:
    if key and key[1]:
        places = found.setdefault(key, [])
        place = str(path.relative_to(PACKAGE))
        if place not in places:
            places.append(place)


def _key(function: str, texts) -> Key | None:
    texts = texts if isinstance(texts, tuple) else (texts,)
    if not isinstance(texts[0], str):
        return None
    if function.startswith("pgettext"):
        return (texts[0], texts[1], "")
    if function.startswith("ngettext"):
        return ("", texts[0], texts[1])
    return ("", texts[0], "")


def entry_key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def problems(found: dict[Key, list[str]], po: polib.POFile) -> list[str]:
    written = {entry_key(entry): entry for entry in po}
    missing = [f"not collected: {key[1]!r} ({places[0]})" for key, places in found.items() if key not in written]
    stale = [f"no longer used: {key[1]!r}" for key in written if key not in found]
    untranslated = [f"not translated: {key[1]!r}" for key, entry in written.items() if not entry.translated()]
    broken = [
        f"placeholders differ: {entry.msgid!r} → {entry.msgstr!r}"
        for entry in po
        if entry.msgstr and set(PLACEHOLDER.findall(entry.msgid)) != set(PLACEHOLDER.findall(entry.msgstr))
    ]
    return missing + stale + untranslated + broken + _stale_compilation(po)


def _stale_compilation(po: polib.POFile) -> list[str]:
    mo = PO.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != po.to_binary():
        return ["the compiled catalogue differs from the written one: run `make messages`"]
    return []


def write(found: dict[Key, list[str]], po: polib.POFile) -> None:
    written = {entry_key(entry): entry for entry in po}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = po.metadata
    for key in sorted(found):
        old = written.get(key)
        fresh.append(
            polib.POEntry(
                msgctxt=key[0] or None,
                msgid=key[1],
                msgid_plural=key[2],
                msgstr=old.msgstr if old else "",
                msgstr_plural=(old.msgstr_plural if old else {0: "", 1: ""}) if key[2] else {},
                occurrences=[(place, "") for place in found[key][:3]],
                flags=["python-format"] if "%(" in key[1] else [],
            )
        )
    PO.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(PO))
    PO.with_suffix(".mo").write_bytes(fresh.to_binary())


def main() -> None:
    settings.configure(USE_I18N=True)
    django.setup()
    po = polib.pofile(str(PO), wrapwidth=110) if PO.exists() else polib.POFile(wrapwidth=110)
    po.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    found = messages()
    if "--write" in sys.argv:
        write(found, po)
        po = polib.pofile(str(PO), wrapwidth=110)
    wrong = problems(found, po)
    print("\n".join(wrong[:40]), f"{len(found)} messages, {len(wrong)} problems", sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
