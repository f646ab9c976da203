"""The life of a topic (专题): prepared, shown, closed; a closed one stays readable in the archive.

Sources
    政府网站发展指引 (国办发〔2017〕47号): a topic instead of a site of its own; what is over is kept in the archive.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """专题状态."""

    PREPARED = "prepared"  # 筹备
    SHOWN = "shown"  # 展示
    CLOSED = "closed"  # 已归档


READABLE = frozenset({State.SHOWN, State.CLOSED})
STEPS = {
    "show": (frozenset({State.PREPARED, State.CLOSED}), State.SHOWN),
    "close": (frozenset({State.SHOWN}), State.CLOSED),
}
