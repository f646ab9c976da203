"""Every write of the room, one module per thing that people do."""

from gongkai.interpretation.actions.answering import (
    follow_answers,
    start_answer,
)
from gongkai.interpretation.actions.concerns import (
    answer_concern,
    close_concern,
    decide_concern,
    dismiss_concern,
    grade_concern,
    reconsider_concern,
    record_effect,
    register_concern,
    say_of_concern,
    take_concern_over,
    verify_concern,
)
from gongkai.interpretation.actions.exempting import (
    exempt,
    lift_exemption,
)
from gongkai.interpretation.actions.intake import (
    TakenIn,
    read_feeds,
    take_in_policies,
)
from gongkai.interpretation.actions.planning import (
    add_material,
    change_material,
    drop_plan,
    remove_material,
    save_plan,
)
from gongkai.interpretation.actions.policy_files import (
    drop_policy_file,
    receive_policy_file,
    take_in_policy_file,
)
from gongkai.interpretation.actions.questions import (
    ask_question,
    clear_answer,
    decline_question,
    draft_answer,
    forget_askers,
    hide_answer,
    raise_concern,
    send_answer_back,
    show_answer,
)
from gongkai.interpretation.actions.relaying import (
    assign_policy,
    follow_relays,
    judge_match,
    link_only,
    link_policy,
    name_matter,
    reopen_policy,
    set_aside,
    start_relay,
    unlink_policy,
)
from gongkai.interpretation.actions.releasing import (
    release_together,
)
from gongkai.interpretation.actions.writing import (
    start_material,
    tie_material,
)

__all__ = [
    "TakenIn",
    "add_material",
    "answer_concern",
    "ask_question",
    "assign_policy",
    "change_material",
    "clear_answer",
    "close_concern",
    "decide_concern",
    "decline_question",
    "dismiss_concern",
    "draft_answer",
    "drop_plan",
    "drop_policy_file",
    "exempt",
    "follow_answers",
    "follow_relays",
    "forget_askers",
    "grade_concern",
    "hide_answer",
    "judge_match",
    "lift_exemption",
    "link_only",
    "link_policy",
    "name_matter",
    "raise_concern",
    "read_feeds",
    "receive_policy_file",
    "reconsider_concern",
    "record_effect",
    "register_concern",
    "release_together",
    "remove_material",
    "reopen_policy",
    "save_plan",
    "say_of_concern",
    "send_answer_back",
    "set_aside",
    "show_answer",
    "start_answer",
    "start_material",
    "start_relay",
    "take_concern_over",
    "take_in_policies",
    "take_in_policy_file",
    "tie_material",
    "unlink_policy",
    "verify_concern",
]
