"""By what may a reader subscribe to a piece, and through what kinds of channels may each carrier of a row be served?

Keys are opaque to channels: this room writes them for a piece, and for what a reader chooses.

Sources
    国办发〔2019〕54号 §二(四): targeted push; §四 with the guidelines of 2019: the standard channels of a row.
    ui.md: six life tasks on the home page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

# Life situations → fields. The first six stand on the home page as life tasks.
LIFE: Final[Mapping[str, tuple[str, ...]]] = {
    "school": ("compulsory-education",),
    "care": ("health",),
    "work": ("employment",),
    "insurance": ("social-insurance",),
    "housing": ("affordable-housing", "rural-housing-renovation"),
    "hardship": ("social-assistance", "disaster-relief", "poverty-alleviation"),
    "old_age": ("elderly-care", "social-insurance"),
    "farming": ("agricultural-subsidies", "poverty-alleviation"),
    "land_taken": ("land-expropriation", "housing-expropriation"),
    "business": ("taxation", "public-resource-trading", "food-and-drug"),
}
SITE: Final = "政府网站"
NEW_MEDIA: Final = "两微一端"
READING_PLACE: Final = "公开查阅点"
SERVICE_HALL: Final = "政务服务中心"
STATION: Final = "便民服务站"
NOTICE_BOARD: Final = "社区/企事业单位/村公示栏(电子屏)"
PUSH: Final = "精准推送"
# What a new channel of each kind serves unless its keeper says otherwise.
CARRIERS: Final[Mapping[str, tuple[str, ...]]] = {
    "mail": (PUSH,),
    "wechat": (NEW_MEDIA,),
    "webhook": (NEW_MEDIA,),
    "board": (NOTICE_BOARD, STATION),
    "kiosk": (READING_PLACE, SERVICE_HALL),
    "village_group": (PUSH, NOTICE_BOARD),
}


def keys_of(*, field: str, matter: int, body: str, places: Iterable[str]) -> tuple[str, ...]:
    """Every key by which this piece may have been subscribed to."""
    life = (f"life:{name}" for name, fields in LIFE.items() if field in fields)
    return (
        "all",
        f"field:{field}",
        f"matter:{matter}",
        f"body:{body}",
        *(f"place:{place}" for place in places),
        *life,
    )


def unserved(carriers: Iterable[str], served: Iterable[str]) -> tuple[str, ...]:
    """The carriers that a row names and no channel of the county serves."""
    known = {SITE, *served}
    return tuple(name for name in carriers if name not in known)
