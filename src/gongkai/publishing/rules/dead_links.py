"""Does an address lead nowhere any more? One silence proves nothing; a site that turns machines away is there.

Sources
    website_standards.md §6.6, §7: links that open. How often to try is our reading: no instrument says it.
"""

from __future__ import annotations

from typing import Final

GONE: Final = frozenset({404, 410})
BROKEN: Final = 500  # and above: the site's own fault, as often as not for an hour
ENOUGH: Final = 3  # failures in a row, six hours apart


def is_dead(*, may_be_asked: bool, status: int | None, failures: int) -> bool:
    """Whether an address that did not open is worth a person's time. `status` is None where nothing answered."""
    if not failures:
        return False
    if not may_be_asked or status in GONE:
        return True
    return (status is None or status >= BROKEN) and failures >= ENOUGH
