"""What word, icon, shape and tone shows each state of a row, a duty or a piece of information.

One table, so that portal, workbench, search and exports never call the same state by two names.
Nothing here decides a state: rooms hand in its code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class State:
    """How one state looks. The shape is a character: it survives black-and-white print and plain text."""

    code: str
    label: str | Promise
    tone: str
    icon: str
    shape: str


STATES = (
    # of a catalogue row, in the order of the state bar
    State("disclosed", _("已公开"), "disclosed", "circle-check", "●"),
    State("due", _("待公开"), "due", "clock", "◐"),
    State("overdue", _("已逾期"), "overdue", "triangle-alert", "▲"),
    State("nil", _("本期无"), "nil", "circle-minus", "○"),
    State("not_applicable", _("不适用"), "not-applicable", "ban", "╱"),
    # of a row past its day, where the county tells the public of delay only from a later day
    State("preparing", _("准备中"), "due", "clock", "◐"),
    # of a duty
    State("open", _("待办"), "due", "clock", "◐"),
    State("soon", _("即将到期"), "soon", "hourglass", "◑"),
    State("fulfilled", _("已完成"), "disclosed", "circle-check", "●"),
    State("late", _("逾期完成"), "soon", "history", "◒"),
    State("waived", _("已豁免"), "not-applicable", "ban", "╱"),
    # of a piece of information
    State("draft", _("草稿"), "not-applicable", "pencil", "□"),
    State("checked", _("待初审"), "due", "eye", "◇"),
    State("first_reviewed", _("已初审"), "due", "eye", "◇"),
    State("second_reviewed", _("已复审"), "due", "eye", "◇"),
    State("third_reviewed", _("已终审"), "due", "eye", "◇"),
    State("secrecy_reviewed", _("待签发"), "due", "eye", "◇"),
    State("returned", _("退回修改"), "soon", "undo-2", "◁"),
    State("approved", _("已签发"), "disclosed", "stamp", "■"),
    State("scheduled", _("定时发布"), "due", "calendar-clock", "◷"),
    State("published", _("已发布"), "disclosed", "circle-check", "●"),
    State("kept", _("已审定，不主动公开"), "not-applicable", "archive", "■"),
    State("corrected", _("已并入更正"), "disclosed", "git-merge", "●"),
    State("withdrawn", _("已撤回"), "overdue", "archive-x", "×"),
    # of a document's validity
    State("in_force", _("有效"), "disclosed", "circle-check", "●"),
    State("not_in_force_yet", _("尚未生效"), "due", "hourglass", "◷"),
    State("amended", _("已修改"), "soon", "file-pen", "◒"),
    State("repealed", _("已废止"), "overdue", "circle-x", "×"),
    State("expired", _("已失效"), "not-applicable", "calendar-x", "×"),
    # of long work
    State("pending", _("排队中"), "not-applicable", "hourglass", "◷"),
    State("running", _("进行中"), "due", "loader", "◐"),
    State("done", _("已完成"), "disclosed", "circle-check", "●"),
    State("refused", _("未执行"), "soon", "circle-x", "×"),
    State("failed", _("未完成"), "overdue", "triangle-alert", "▲"),
    # of a delivery over a channel
    State("sent", _("已送达"), "disclosed", "circle-check", "●"),
    State("drafted", _("待人工发布"), "soon", "user-round", "◑"),
    State("replaced", _("已由新版代替"), "not-applicable", "history", "◒"),
    State("recalling", _("撤回中"), "due", "undo-2", "◁"),
    State("taken_back", _("已撤回"), "not-applicable", "archive-x", "×"),
    State("stuck", _("须由人撤下"), "overdue", "triangle-alert", "▲"),
    # of anything that can be good, doubtful or neither
    State("confirmed", _("已核对"), "disclosed", "badge-check", "●"),
    State("unconfirmed", _("待核对"), "soon", "circle-question-mark", "◑"),
)
ROW_STATES = tuple(state.code for state in STATES[:5])
_BY_CODE: Mapping[str, State] = {state.code: state for state in STATES}
LEAST_WIDTH = 0.8


def look_up(code: str) -> State:
    """Return how this state looks; a code that no one registered shows as itself, in the neutral tone."""
    return _BY_CODE.get(str(code)) or State(str(code), str(code), "not-applicable", "circle-dot", "·")


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a state bar, in per cent of its width."""

    state: State
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows are in each of the five row states. What a state bar and a ring draw."""

    disclosed: int = 0
    due: int = 0
    overdue: int = 0
    nil: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        return self.disclosed + self.due + self.overdue + self.nil + self.not_applicable

    @property
    def owed(self) -> int:
        """Rows that apply here."""
        return self.total - self.not_applicable

    @property
    def settled(self) -> int:
        """Rows that are disclosed, or have honestly nothing to disclose."""
        return self.disclosed + self.nil

    @property
    def percent(self) -> int:
        """Settled of owed, rounded down: 100 only when nothing is missing."""
        return 100 * self.settled // self.owed if self.owed else 100

    def segments(self) -> list[Segment]:
        """Return the five stretches in order; empty ones too, for the legend."""
        counts = [getattr(self, code) for code in ROW_STATES]
        x, found = 0.0, []
        for code, count, width in zip(ROW_STATES, counts, _widths(counts), strict=True):
            found.append(Segment(look_up(code), count, round(x, 3), round(width, 3)))
            x += width
        return found


def _widths(counts: Sequence[int]) -> list[float]:
    """Shares in per cent; one overdue row among a thousand is still drawn, at the cost of the largest stretch."""
    total = sum(counts)
    if not total:
        return [0.0] * len(counts)
    widths = [max(100 * count / total, LEAST_WIDTH) if count else 0.0 for count in counts]
    widths[widths.index(max(widths))] -= sum(widths) - 100
    return widths
