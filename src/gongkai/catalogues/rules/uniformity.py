"""Was one list stamped on every township (一刀切)? Measured by outcome, not by intent.

Sources
    国办发〔2019〕54号 §四: 结合本级政府权责清单和公共服务事项清单, 不搞“一刀切”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Township = TypeVar("Township", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Uniform(Generic[Township]):
    """Townships with the very same catalogue although the powers they hold differ."""

    townships: tuple[Township, ...]


def identical_although_different(
    *,
    matters: Mapping[Township, Collection[Hashable]],
    powers: Mapping[Township, Collection[Hashable]],
) -> tuple[Uniform[Township], ...]:
    """Groups of townships whose lists of applicable matters are equal while their powers are not."""
    groups: dict[frozenset[Hashable], list[Township]] = defaultdict(list)
    for township, listed in matters.items():
        groups[frozenset(listed)].append(township)
    return tuple(
        Uniform(tuple(group))
        for group in groups.values()
        if len({frozenset(powers.get(township, ())) for township in group}) > 1
    )


def absent_channels(ticked: Iterable[Any], *, existing: Collection[str] | None) -> tuple[str, ...]:
    """Channels that a row ticks and the place does not have. Unknown equipment reports nothing."""
    if existing is None:
        return ()
    return tuple(channel for channel in ticked if isinstance(channel, str) and channel not in existing)
