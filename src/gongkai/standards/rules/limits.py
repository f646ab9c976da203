"""What does a limit cell say, in the form in which every room stores it?

Sources
    catalogues.md §3 (families of wording); model.md (`gongkai timelimit --json` prints the same object).
"""

from __future__ import annotations

from typing import Any

from gongkai.workdays.rules.phrases import parse


def read_limit(text: str) -> dict[str, Any]:
    """The reading of one cell; a clause that is not understood is of kind `unknown`, for a person."""
    return parse(text).as_json()
