"""How are amounts shared out so that their sum is exact, and written so that a reader trusts them?"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def split(total: int, weights: Sequence[float]) -> list[int]:
    """Share an integer by weights; the rounding goes to the largest share, so that the parts add up."""
    whole = sum(weights)
    parts = [int(total * weight / whole) for weight in weights]
    parts[max(range(len(parts)), key=lambda place: weights[place])] += total - sum(parts)
    return parts


def uneven(total: int, weights: Sequence[float], rng: Random, spread: float = 0.18) -> list[int]:
    """As `split`, each weight first moved a little, as real shares are."""
    return split(total, [weight * rng.uniform(1 - spread, 1 + spread) for weight in weights])


def thousands(number: int) -> str:
    """12,345."""
    return f"{number:,}"


def hundredths(number: int) -> str:
    """An amount kept in hundredths of its unit: 123456 → 1,234.56."""
    sign = "-" if number < 0 else ""
    return f"{sign}{abs(number) // 100:,}.{abs(number) % 100:02d}"


def change(new: int, old: int) -> str:
    """增长 3.2% / 下降 1.5% / 持平."""
    if old == 0 or new == old:
        return "与上年持平" if new == old else "上年无此项"
    rate = (new - old) / old * 100
    return f"{'增长' if rate > 0 else '下降'}{abs(rate):.1f}%"
