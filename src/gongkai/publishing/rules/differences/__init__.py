"""What changed between two states of a piece, as people read it: facts by name, text by lines, files by name.

Sources
    website_standards.md §6.4: a reviewer sees what changed since she last read; the public sees what was corrected.
"""

from gongkai.publishing.rules.differences.lines import Kind, Line, Run, differing_lines, folded
from gongkai.publishing.rules.differences.snapshots import (
    Difference,
    FieldChange,
    FileChange,
    FileKind,
    TextChange,
    changed_parts,
    difference,
)

__all__ = [
    "Difference",
    "FieldChange",
    "FileChange",
    "FileKind",
    "Kind",
    "Line",
    "Run",
    "TextChange",
    "changed_parts",
    "difference",
    "differing_lines",
    "folded",
]
