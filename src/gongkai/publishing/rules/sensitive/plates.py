"""Is this the plate of a vehicle?

Sources
    GA 36-2018 (plates of motor vehicles): province, letter of the issuing office, five characters or six (new
    energy); no I, no O.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][ ·•・．]?"
    r"([A-HJ-NP-Za-hj-np-z0-9]{5,6})(?![A-Za-z0-9*/])"
)
_STANDARD = re.compile(r"新(?:GB|DB|QB|JG|YY|HJ)[0-9]", re.IGNORECASE)
_LEAST_DIGITS = 3


def plates(text: str) -> Iterator[Finding]:
    """Plates, however the dot is written."""
    for found in _PLATE.finditer(text):
        is_part = text[max(0, found.start() - 1) : found.start()].isdigit()  # of a register: 梯11鄂B12345
        has_digits = sum(map(str.isdigit, found[1])) >= _LEAST_DIGITS
        if has_digits and not is_part and not _STANDARD.match(found[0]):
            yield make(Kind.PLATE, text, found.start(), found.end())
