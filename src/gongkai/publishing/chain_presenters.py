"""The words of the page on which the openness office sets the chains of review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.organisations.models import Body
from gongkai.publishing.models import ChainChoice, Information
from gongkai.publishing.queries.chain_settings import ChainSettings, KindLine
from gongkai.publishing.review_presenters import CHAINS, chain_words
from gongkai.publishing.rules.chains import CHOOSABLE, PLANS, Chain
from gongkai.ui.templatetags.ui import moment


@dataclass(frozen=True, slots=True)
class ExceptionShown:
    """A body's own chain for a kind of content."""

    body: Body
    kind: str
    kind_name: str
    chain: str
    since: str


@dataclass(frozen=True, slots=True)
class ShortStaffed:
    """A body that cannot run some chain by itself."""

    body: Body
    people: int
    missing: list[str]


def choices() -> list[tuple[str, str]]:
    """The chains that may be chosen."""
    return [(str(chain), str(CHAINS[chain])) for chain in CHOOSABLE]


def explained() -> list[str]:
    """What each of them takes."""
    return [chain_words(chain) for chain in CHOOSABLE]


def kind_name(kind: str) -> str:
    return str(Information.Kind(kind).label)


def since(choice: ChainChoice | None) -> str:
    """Who chose, and when; or that nobody did."""
    if choice is None:
        return _("未另设，按一般流程")
    who = str(choice.chosen_by) if choice.chosen_by else _("建县时")
    return _("%(who)s %(when)s设定") % {"who": who, "when": moment(choice.chosen_at)}


def notes(lines: Sequence[KindLine]) -> dict[str, str]:
    """Beside each kind: who set it."""
    return {line.kind: since(line.choice) for line in lines}


def exceptions(found: ChainSettings) -> list[ExceptionShown]:
    return [
        ExceptionShown(
            choice.body, choice.kind, kind_name(choice.kind), str(CHAINS[Chain(choice.chain)]), since(choice)
        )
        for choice in found.exceptions
        if choice.body is not None
    ]


def short_staffed(found: ChainSettings) -> list[ShortStaffed]:
    """Each with the chains it cannot run, and how many people those need."""
    return [
        ShortStaffed(line.body, line.people, [_needs(chain) for chain, is_able in line.can.items() if not is_able])
        for line in found.short_staffed
    ]


def _needs(chain: Chain) -> str:
    return _("%(chain)s（要%(persons)s人）") % {"chain": CHAINS[chain], "persons": PLANS[chain].persons}
