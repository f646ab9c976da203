"""Files of any kind → pieces of text with their places → what must not leave, and what is wrong. No database.

Public face: `scan_file` (what must not leave), `check_file` (wrong words and slips too), `Located`, `Unreadable`,
`explain`, `VERSION`.
"""

from __future__ import annotations

from gongkai.publishing.scanning.files import check_file, scan_file
from gongkai.publishing.scanning.located import Located
from gongkai.publishing.scanning.words import explain
from gongkai.tables.readers.limits import Unreadable

# To be raised whenever the same file may give other findings: attachments are then scanned again before release.
VERSION = "3"
__all__ = ["VERSION", "Located", "Unreadable", "check_file", "explain", "scan_file"]
