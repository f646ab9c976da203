"""Every write of duties. Each act is keyword-only, checked, recorded; refusals are DutyRefused."""

from gongkai.duties.actions.events import register_event
from gongkai.duties.actions.explaining import explain, take_back_explanation
from gongkai.duties.actions.fulfilling import (
    Publication,
    forget_publication,
    fulfil_with_external,
    record_publications,
    reopen,
)
from gongkai.duties.actions.generating import Generated, generate
from gongkai.duties.actions.handing_over import hand_over
from gongkai.duties.actions.showing import decide_overdue_showing
from gongkai.duties.actions.signing import NIL, STILL_VALID, confirm_redate, sign_period, waive
from gongkai.duties.actions.taking_in import NewEvent, take_in_events
from gongkai.duties.actions.urging import forget_urgers, urge
from gongkai.duties.rules.refusals import DutyRefused, Refusal

__all__ = [
    "NIL",
    "STILL_VALID",
    "DutyRefused",
    "Generated",
    "NewEvent",
    "Publication",
    "Refusal",
    "confirm_redate",
    "decide_overdue_showing",
    "explain",
    "forget_publication",
    "forget_urgers",
    "fulfil_with_external",
    "generate",
    "hand_over",
    "record_publications",
    "register_event",
    "reopen",
    "sign_period",
    "take_back_explanation",
    "take_in_events",
    "urge",
    "waive",
]
