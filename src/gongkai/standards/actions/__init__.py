"""Every write of standards. Each act is keyword-only, checked, recorded; refusals are StandardRefused."""

from gongkai.standards.actions.editions import Source, import_edition, put_in_force, remove_abandoned
from gongkai.standards.actions.imports import drop, name_columns, receive, take_in
from gongkai.standards.actions.packs import Loaded, load_pack
from gongkai.standards.rules.refusals import Refusal, StandardRefused

__all__ = [
    "Loaded",
    "Refusal",
    "Source",
    "StandardRefused",
    "drop",
    "import_edition",
    "load_pack",
    "name_columns",
    "put_in_force",
    "receive",
    "remove_abandoned",
    "take_in",
]
