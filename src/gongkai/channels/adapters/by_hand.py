"""What only people can do: a notice board, a kiosk's stand, a village group, a press conference. They are asked."""

from __future__ import annotations

from gongkai.channels.adapters import Left, NeedsAPerson, Parcel, Placed, Way, register
from gongkai.channels.rules.kinds import Kind


class ByHand:
    """A task with what is to be put up; the person confirms with place and proof."""

    def place(self, parcel: Parcel, way: Way) -> Placed:
        return Placed(is_draft=True)

    def take_back(self, left: Left, way: Way) -> str:
        if left.is_draft:
            return "never"  # nobody had put it up yet
        raise NeedsAPerson

    def read(self, left: Left, way: Way) -> str | None:
        return None


register(Kind.BOARD, Kind.KIOSK, Kind.VILLAGE_GROUP, Kind.BY_HAND, adapter=ByHand())
