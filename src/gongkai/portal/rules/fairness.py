"""From which day does the public see in a field what is overdue?

Before that day an overdue row is told as still to come, with the day it was due: 准备中，应于…公开. The day is the
county's to decide and to publish, for a field or for all fields without a decision of their own; with no decision the
public sees it from the start. Where a duty stands is not touched: desks and supervisors always see the true state.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26: the days themselves, which no decision moves.
    No instrument says from when a county must tell the public of delay: it is a local decision (issue 4, 2a).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ShownFrom:
    """The decisions in force: of the county for all fields, and of single fields by their ids."""

    county: date | None = None
    fields: Mapping[int, date] = field(default_factory=dict, hash=False)

    def of(self, field_id: int) -> date | None:
        """The first day on which the public sees what is overdue in a field; None: it always did."""
        return self.fields.get(field_id, self.county)

    def holds_back(self, field_id: int, *, on: date) -> bool:
        """Whether on a day the public sees the overdue of a field as still to come."""
        first = self.of(field_id)
        return first is not None and on < first

    @property
    def is_silent(self) -> bool:
        """No decision at all."""
        return self.county is None and not self.fields
