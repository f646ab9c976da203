"""The checks that a draft runs through before it is sent for review and again before it is released.

    @registry.register("words")
    def words(draft: Draft, *, on: date) -> Iterator[Found]: ...

A check reads the draft that it is handed and whatever it needs besides; it writes nothing.
"""

from gongkai.publishing.checking import elements, links, metadata, norms, personal, pictures, words
from gongkai.publishing.checking.draft import Draft, File, draft_of
from gongkai.publishing.checking.registry import names, register, run

__all__ = [
    "Draft",
    "File",
    "draft_of",
    "elements",
    "links",
    "metadata",
    "names",
    "norms",
    "personal",
    "pictures",
    "register",
    "run",
    "words",
]
