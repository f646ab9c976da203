"""What does a limit cell say, in the form in which every room stores it?

Sources
    catalogues.md §3 (families of wording); model.md (`gongkai timelimit --json` prints the same object).
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def read_limit(text: str) -> dict[str, Any]:
    """The reading of one cell; what is not understood has no rules and is a finding for a person."""
    if find_spec("gongkai.workdays.rules") and find_spec("gongkai.workdays.rules.timelimit"):
        reading: dict[str, Any] = import_module("gongkai.workdays.rules.timelimit").parse(text).as_json()
        return reading
    return {"raw": "".join(text.split()), "rules": [], "statutory_override": False}
