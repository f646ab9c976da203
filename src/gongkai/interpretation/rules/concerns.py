"""The way of a concern as a table: from a clue to an answer whose effect is known.

    clue --verify--> verified --decide--> decided --answer--> answered --record_effect--> effect --close--> closed
      |                 ^                    |
      '----dismiss--> closed                 |--take_over--> verified   (forwarded: the other body decides)
                        '----reconsider------'--close--> closed         (watched, or not answered, with a reason)

Sources
    国办发〔2016〕61号, 国办发〔2016〕80号: collect, verify, judge, respond, look at the effect; first responsible is
    the department or place concerned. law.md E9-E12.
    政府信息公开条例 (State Council Order 711) Art. 6: what is untrue and disturbs order is answered with the facts.
"""

from __future__ import annotations

from enum import StrEnum

from gongkai.interpretation.rules.clocks import Level
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.interpretation.rules.steps import Step
from gongkai.organisations.rules.roles import Permission


class State(StrEnum):
    """办理阶段."""

    CLUE = "clue"  # 线索
    VERIFIED = "verified"  # 已核实
    DECIDED = "decided"  # 已研判
    ANSWERED = "answered"  # 已回应
    EFFECT = "effect"  # 已评估效果
    CLOSED = "closed"  # 办结


class Truth(StrEnum):
    """核实结论."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"


class Decision(StrEnum):
    """研判结论."""

    ANSWER = "answer"  # 予以回应
    FORWARD = "forward"  # 转请其他单位
    WATCH = "watch"  # 跟踪观察
    NO_ANSWER = "no_answer"  # 不予回应


DESK = frozenset({Permission.DRAFT, Permission.REVIEW, Permission.SIGN_OFF, Permission.MANAGE_DUTIES})
DECIDERS = frozenset({Permission.SIGN_OFF, Permission.MANAGE_DUTIES})
_ANSWER = frozenset({str(Decision.ANSWER)})
_FORWARD = frozenset({str(Decision.FORWARD)})
_QUIET = frozenset({str(Decision.WATCH), str(Decision.NO_ANSWER)})
REASONED = frozenset({Decision.WATCH, Decision.NO_ANSWER, Decision.FORWARD})

STEPS = (
    Step("verify", State.CLUE, State.VERIFIED, DESK, needs_reason=True),
    Step("dismiss", State.CLUE, State.CLOSED, DECIDERS, needs_reason=True),
    Step("decide", State.VERIFIED, State.DECIDED, DECIDERS),
    Step("take_over", State.DECIDED, State.VERIFIED, DESK, after=_FORWARD),
    Step("answer", State.DECIDED, State.ANSWERED, DESK, after=_ANSWER),
    Step("record_effect", State.ANSWERED, State.EFFECT, DESK, needs_reason=True),
    Step("close", State.EFFECT, State.CLOSED, DECIDERS),
    Step("close", State.DECIDED, State.CLOSED, DECIDERS, after=_QUIET),
    *(
        Step("reconsider", source, State.VERIFIED, DECIDERS, needs_reason=True)
        for source in (State.DECIDED, State.ANSWERED, State.EFFECT, State.CLOSED)
    ),
)
OPEN = frozenset(State) - {State.CLOSED}


def refuse_silence(level: str, decision: Decision) -> None:
    """Of a serious emergency the first word is owed within hours: it cannot be decided to say nothing."""
    if level == Level.SERIOUS and decision in (Decision.WATCH, Decision.NO_ANSWER):
        raise ResponseRefused(Refusal.MUST_ANSWER)
