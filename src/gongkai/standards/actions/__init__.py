"""Every write of standards. Each act is keyword-only, checked, recorded; refusals are StandardRefused."""

from gongkai.standards.actions.editions import Source, import_edition, put_in_force, remove_abandoned
from gongkai.standards.actions.packs import Loaded, load_pack
from gongkai.standards.rules.refusals import Refusal, StandardRefused

__all__ = [
    "Loaded",
    "Refusal",
    "Source",
    "StandardRefused",
    "import_edition",
    "load_pack",
    "put_in_force",
    "remove_abandoned",
]
