"""The platform's own pages and feeds: what is public stands there at once, and goes with it."""

from __future__ import annotations

from gongkai.channels.adapters import Left, Parcel, Placed, Way, register
from gongkai.channels.rules.kinds import Kind


class Own:
    """Site and feeds."""

    def place(self, parcel: Parcel, way: Way) -> Placed:
        return Placed(url=parcel.url, proof="own", text=parcel.text)

    def take_back(self, left: Left, way: Way) -> str:
        return "own"

    def read(self, left: Left, way: Way) -> str | None:
        return None  # the page is made from the very text it would be compared with


register(Kind.SITE, Kind.FEED, adapter=Own())
