"""What does 明镜县 publish? Invented pieces and records for the demo county, free of any model.

`pieces` are the hand-varied texts (texts/*.toml with tables worked out in figures/, guides from texts/guides/*.toml);
`records` are short records drawn per row type (recipes/). Both follow from the day and the seed alone.
"""

from __future__ import annotations

from gongkai.demo.content.piece import MEDIA_TYPES, AttachmentSpec, Piece
from gongkai.demo.content.published import pieces, records

__all__ = ["MEDIA_TYPES", "AttachmentSpec", "Piece", "pieces", "records"]
