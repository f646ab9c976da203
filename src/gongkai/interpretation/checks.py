"""What interpretation asks at publishing's gates: 同步组织、同步审签、同步部署."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.interpretation.presenters.plans import gate_words
from gongkai.interpretation.queries import facts
from gongkai.interpretation.rules import gate
from gongkai.interpretation.rules.requirement import POLICY_KINDS
from gongkai.publishing import gates
from gongkai.publishing.models import Information
from gongkai.publishing.rules.states import State

NAME = "interpretation"


@gates.before_sign_off.register(NAME, words=gate_words)
def signed_off_together(information: Information, *, on: date) -> Iterable[str]:
    """No policy is signed off without its plan and its written material, or a recorded exemption."""
    if not _is_policy(information):
        return ()
    return gate.before_sign_off(facts.facts_of(information, on=on))


@gates.before_publish.register(NAME, words=gate_words)
def released_together(information: Information, *, on: date) -> Iterable[str]:
    """No policy goes out before its material is cleared, and no interpretation before its policy."""
    if information.kind == Information.Kind.INTERPRETATION:
        return _before_its_policy(information)
    if not _is_policy(information):
        return ()
    may_follow = facts.delay(information.county, on=on) > 0
    return gate.before_publish(facts.facts_of(information, on=on), may_follow=may_follow)


def _is_policy(information: Information) -> bool:
    """A correction is merged into a policy that went through these gates itself."""
    return information.kind in POLICY_KINDS and information.corrects_id is None


def _before_its_policy(interpretation: Information) -> Iterable[str]:
    policy = interpretation.interprets
    if policy is None or policy.state == State.PUBLISHED:
        return ()
    return (gate.Reason.POLICY_NOT_PUBLIC,)
