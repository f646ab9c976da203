"""Signed heads kept as files, one a day: to be copied off the machine, so that not even its administrator can rewrite.

Each file holds the head of its day, the head of the file before it, and the proof that the log only grew in between.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from django.conf import settings

from gongkai.organisations.models import County
from gongkai.publishing.queries import transparency

FOLDER = "checkpoints"


def keep(county: County, *, on: date) -> Path | None:
    """Write the day's file; None where the log has not grown since the last one."""
    folder = Path(settings.VAR) / FOLDER / county.code
    before = _size_of_last(folder)
    told = transparency.head(county, since=before)
    if told is None or told["head"]["size"] == before:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{on.isoformat()}.json"
    half = made.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    half.replace(made)  # whole or not at all
    return made


def _size_of_last(folder: Path) -> int | None:
    kept = sorted(folder.glob("*.json"))
    if not kept:
        return None
    size: int = json.loads(kept[-1].read_text(encoding="utf-8"))["head"]["size"]
    return size
