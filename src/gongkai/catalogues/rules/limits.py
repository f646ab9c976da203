"""placeholder"""

from typing import Any


def read(text: str) -> dict[str, Any]:
    return {"raw": text, "rules": [], "statutory_override": False}
