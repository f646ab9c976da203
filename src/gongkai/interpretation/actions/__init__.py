"""Every write of the room, one module per thing that people do."""

from gongkai.interpretation.actions.exempting import exempt, lift_exemption
from gongkai.interpretation.actions.planning import (
    add_material,
    change_material,
    drop_plan,
    remove_material,
    save_plan,
)
from gongkai.interpretation.actions.releasing import release_together
from gongkai.interpretation.actions.writing import start_material, tie_material

__all__ = [
    "add_material",
    "change_material",
    "drop_plan",
    "exempt",
    "lift_exemption",
    "release_together",
    "remove_material",
    "save_plan",
    "start_material",
    "tie_material",
]
