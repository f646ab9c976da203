"""Does what a text cites and says hang together: numbers of documents, dates, weekdays, amounts, brackets?

    for slip in find_slips(text, on=today): ...

Sources
    website_standards.md §6.6: format: number of document against the year, amounts in words and figures, broken
    titles, unmatched punctuation. GB/T 9704-2012 §7.2.5. law.md M7.
"""

from __future__ import annotations

from datetime import date

from gongkai.publishing.rules.references.amounts import amounts
from gongkai.publishing.rules.references.brackets import brackets
from gongkai.publishing.rules.references.dates import dates
from gongkai.publishing.rules.references.numbers import document_numbers
from gongkai.publishing.rules.references.slips import Kind, Slip

__all__ = ["Kind", "Slip", "find_slips"]


def find_slips(text: str, *, on: date) -> list[Slip]:
    """Everything, in order. All of it is for a person to look at; none of it stops a text."""
    found = [*document_numbers(text, on=on), *dates(text), *amounts(text), *brackets(text)]
    return sorted(found, key=lambda slip: (slip.start, slip.end))
