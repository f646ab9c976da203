"""The way of a reader's question: asked, answered by one officer, cleared by another, or declined with a reason.

    asked --draft--> drafted --clear--> answered --show / hide-- (on the page it asks about)
      ^                 |
      '---send_back-----'      asked, drafted --decline--> declined

Sources
    政府信息公开条例 (State Council Order 711) Art. 17: what goes out is reviewed by another person first.
    政府网站发展指引 (国办发〔2017〕47号): questions are answered, and good answers shown to all.
    个人信息保护法 Art. 34: no more is asked for than the answer needs; here, nothing of the person.
"""

from __future__ import annotations

from enum import StrEnum

from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.interpretation.rules.steps import Step
from gongkai.organisations.rules.roles import Permission

LONGEST_QUESTION = 500
LONGEST_ANSWER = 2000
SHORTEST_QUESTION = 5
MOST_PER_READER = 5  # an hour
MOST_PER_COUNTY = 300  # an hour: beyond it a machine is asking


class State(StrEnum):
    """办理阶段."""

    ASKED = "asked"  # 待答复
    DRAFTED = "drafted"  # 待审核
    ANSWERED = "answered"  # 已答复
    DECLINED = "declined"  # 不予答复


_WRITERS = frozenset({Permission.DRAFT})
_SIGNERS = frozenset({Permission.SIGN_OFF})
_DECIDERS = _SIGNERS | {Permission.MANAGE_DUTIES}

STEPS = (
    Step("draft", State.ASKED, State.DRAFTED, _WRITERS),
    Step("draft", State.DRAFTED, State.DRAFTED, _WRITERS),
    Step("send_back", State.DRAFTED, State.ASKED, _SIGNERS, needs_reason=True),
    Step("clear", State.DRAFTED, State.ANSWERED, _SIGNERS, by_someone_else=True),
    Step("decline", State.ASKED, State.DECLINED, _DECIDERS, needs_reason=True),
    Step("decline", State.DRAFTED, State.DECLINED, _DECIDERS, needs_reason=True),
    Step("show", State.ANSWERED, State.ANSWERED, _SIGNERS),
    Step("hide", State.ANSWERED, State.ANSWERED, _DECIDERS, needs_reason=True),
)
OPEN = frozenset({State.ASKED, State.DRAFTED})


def refuse_too_many(*, by_reader: int, by_county: int) -> None:
    """An hour's questions so far, of one reader and of all."""
    if by_reader >= MOST_PER_READER or by_county >= MOST_PER_COUNTY:
        raise ResponseRefused(Refusal.TOO_MANY)
