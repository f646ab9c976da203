"""What must not leave: personal information and marks of secrecy, found in texts and tables.

Sources
    个人信息保护法; 政府信息公开条例 Arts. 14, 15, 17.
"""

from __future__ import annotations

from gongkai.publishing.rules.sensitive.columns import InCell, find_in_rows
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind, Level
from gongkai.publishing.rules.sensitive.text import find_in_text, hide
from gongkai.publishing.rules.sensitive.weighing import stopping, weighed

__all__ = ["Finding", "InCell", "Kind", "Level", "find_in_rows", "find_in_text", "hide", "stopping", "weighed"]
