"""Files of any kind → pieces of text with their places → what must not leave. No database.

Public face: `scan_file`, `Located`, `Unreadable`, `explain`.
"""

from __future__ import annotations

from gongkai.publishing.scanning.files import Located, scan_file
from gongkai.publishing.scanning.words import explain
from gongkai.tables.readers.limits import Unreadable

__all__ = ["Located", "Unreadable", "explain", "scan_file"]
