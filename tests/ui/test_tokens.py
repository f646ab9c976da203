"""Colours: one sheet holds them all, and every pair that carries text can be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import gongkai.ui
from gongkai.ui.management.commands import vendor

STATIC = Path(gongkai.ui.__file__).parent / "static" / "gongkai"
SHEETS = sorted(path for path in STATIC.glob("*.css") if path.name != "tokens.css")
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
STATES = ("disclosed", "due", "soon", "overdue", "nil", "not-applicable", "added", "removed")
PAIRS = [
    *((state, f"{state}-soft") for state in STATES),
    *((state, "surface") for state in STATES),
    *(
        (ink, ground)
        for ink in ("text", "text-soft", "text-faint", "link")
        for ground in ("surface", "ground", "accent-faint", "surface-sunk")
    ),
    ("on-dark", "accent"),
    ("on-dark", "accent-strong"),
    ("on-dark-soft", "accent-deep"),
    ("on-dark", "red-600"),
    ("on-dark", "heat-4"),
    ("text", "heat-3"),
    ("text", "mark"),
    ("seal", "surface"),
    ("red-800", "red-50"),
]


def _block(selector):
    body = re.search(re.escape(selector) + r" \{(.*?)\n\}", TOKENS, re.DOTALL).group(1)
    return dict(re.findall(r"--([\w-]+): ([^;]+);", body))


LIGHT = _block(":root")
HIGH = {**LIGHT, **_block(':root[data-contrast="high"]')}
ELDER = {**LIGHT, **_block(':root[data-mode="elder"]')}


def _luminance(tokens, name):
    value = tokens[name]
    while named := re.fullmatch(r"var\(--([\w-]+)\)", value):
        value = tokens[named.group(1)]
    digits = value.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(tokens, ink, ground):
    lighter, darker = sorted((_luminance(tokens, ink), _luminance(tokens, ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(ink, ground):
    assert _contrast(LIGHT, ink, ground) >= 4.5
    assert _contrast(ELDER, ink, ground) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_high_contrast_reaches_seven_to_one(ink, ground):
    assert _contrast(HIGH, ink, ground) >= 7


@pytest.mark.parametrize("state", ["disclosed", "due", "overdue", "nil"])
def test_the_picture_of_a_state_stands_out_from_the_paper(state):
    assert _contrast(LIGHT, f"{state}-solid", "surface") >= 3


@pytest.mark.parametrize("edge", ["focus", "line-strong"])
def test_focus_and_the_edge_of_a_field_can_be_seen(edge):
    assert _contrast(LIGHT, edge, "surface") >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_colour_or_size_is_written_outside_the_tokens(sheet):
    text = re.sub(r"/\*.*?\*/|@media[^{]+", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|\d(?:px|rem)\b", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_that_is_used_exists(sheet):
    used = set(re.findall(r"var\(--(?!bs-|note)([\w-]+)", sheet.read_text(encoding="utf-8")))

    assert used <= LIGHT.keys()


@pytest.mark.parametrize("sheet", [*SHEETS, STATIC / "tokens.css"], ids=lambda path: path.name)
def test_a_sheet_is_about_one_concern(sheet):
    assert len(sheet.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_vendored_files_are_those_recorded():
    assert vendor.wrong_files(json.loads((STATIC / "vendor" / "vendor.json").read_text(encoding="utf-8"))) == []


def test_a_changed_vendored_file_is_noticed():
    recorded = {"packages": [{"files": {"bootstrap/bootstrap.min.css": {"sha256": "0" * 64}}}]}

    assert "bootstrap/bootstrap.min.css" in vendor.wrong_files(recorded)
