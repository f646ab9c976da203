"""Every write of this room: what is to be found, what words mean, what was not found."""

from gongkai.search.actions.feeding import SearchDocument, put, remove
from gongkai.search.actions.missing import forget_missed, note_missed
from gongkai.search.actions.wording import (
    add_best_bet,
    add_synonyms,
    load_shipped_synonyms,
    remove_best_bet,
    remove_synonyms,
)

__all__ = [
    "SearchDocument",
    "add_best_bet",
    "add_synonyms",
    "forget_missed",
    "load_shipped_synonyms",
    "note_missed",
    "put",
    "remove",
    "remove_best_bet",
    "remove_synonyms",
]
