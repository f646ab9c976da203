"""What in this text must not leave?

Sources
    政府信息公开条例 Arts. 14, 15, 17: secrets and privacy; review before release.
    个人信息保护法 Arts. 28, 34. website_standards.md §6.5.
"""

from __future__ import annotations

from datetime import date

from gongkai.publishing.rules.sensitive import minors
from gongkai.publishing.rules.sensitive.addresses import addresses
from gongkai.publishing.rules.sensitive.folding import fold
from gongkai.publishing.rules.sensitive.health import health
from gongkai.publishing.rules.sensitive.kinds import Finding
from gongkai.publishing.rules.sensitive.numbers import numbers
from gongkai.publishing.rules.sensitive.permits import permits
from gongkai.publishing.rules.sensitive.phones import landlines
from gongkai.publishing.rules.sensitive.plates import plates
from gongkai.publishing.rules.sensitive.secrecy import secrecy


def find_in_text(text: str, *, on: date) -> list[Finding]:
    """Everything, in order. A line is read by itself; a tab parts the cells of a row; ages are told on a day."""
    folded = fold(text)
    found = numbers(folded, on=on)
    found += minors.of_numbers(found, folded, on=on)
    found += minors.minors(folded, on=on)
    found += [*permits(folded), *landlines(folded), *plates(folded)]
    found += [*addresses(folded), *health(folded), *secrecy(folded)]
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind))


def hide(text: str, *, on: date) -> str:
    """The text with everything masked that was found in it."""
    pieces, end = [], 0
    for finding in find_in_text(text, on=on):
        if finding.start >= end:
            pieces += [text[end : finding.start], finding.masked]
            end = finding.end
    return "".join([*pieces, text[end:]])
