"""What stands at the top of every public page for a time. A room registers where it comes from.

The provider is asked on every page of the portal: it answers without a query wherever it can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Banner:
    """One line across the page. `url` empty: there is no more to read."""

    title: str
    text: str = ""
    url: str = ""
    is_urgent: bool = False


Provider = Callable[[HttpRequest], Sequence[Banner]]
_providers: Final[dict[str, Provider]] = {}


def register(name: str, provider: Provider) -> None:
    """Say where banners come from; the same name again replaces it."""
    _providers[name] = provider


def of(request: HttpRequest) -> list[Banner]:
    """The banners of a page."""
    return [banner for _name, provider in sorted(_providers.items()) for banner in provider(request)]
