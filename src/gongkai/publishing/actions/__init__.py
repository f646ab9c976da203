"""Every write of publishing. Each act is keyword-only, checked, recorded; refusals are PublishingRefused."""

from gongkai.publishing.actions.ageing import refresh_validity
from gongkai.publishing.actions.attaching import attach, remove_attachment
from gongkai.publishing.actions.choosing import choose_chain
from gongkai.publishing.actions.clearing import remove_orphaned_files
from gongkai.publishing.actions.correcting import merge, release, start_correction
from gongkai.publishing.actions.deciding import ask_duty_reviewer, let_stand, note, settle_note
from gongkai.publishing.actions.drafting import DraftFields, discard_draft, save_draft, start_draft, tick
from gongkai.publishing.actions.hurrying import release_in_emergency
from gongkai.publishing.actions.importing import Piece, PieceFile, import_published
from gongkai.publishing.actions.releasing import publish, publish_due, schedule, unschedule
from gongkai.publishing.actions.reviewing import (
    LARGEST_BATCH,
    Outcome,
    clear,
    recall,
    second_look,
    send_back,
    sign_off,
    sign_off_and_publish,
    sign_off_batch,
    submit,
)
from gongkai.publishing.actions.transparency import sign_head
from gongkai.publishing.actions.withdrawing import reopen, stay_kept, withdraw
from gongkai.publishing.rules.states import PublishingRefused, Refusal

__all__ = [
    "LARGEST_BATCH",
    "DraftFields",
    "Outcome",
    "Piece",
    "PieceFile",
    "PublishingRefused",
    "Refusal",
    "ask_duty_reviewer",
    "attach",
    "choose_chain",
    "clear",
    "discard_draft",
    "import_published",
    "let_stand",
    "merge",
    "note",
    "publish",
    "publish_due",
    "recall",
    "refresh_validity",
    "release",
    "release_in_emergency",
    "remove_attachment",
    "remove_orphaned_files",
    "reopen",
    "save_draft",
    "schedule",
    "second_look",
    "send_back",
    "settle_note",
    "sign_head",
    "sign_off",
    "sign_off_and_publish",
    "sign_off_batch",
    "start_correction",
    "start_draft",
    "stay_kept",
    "submit",
    "tick",
    "unschedule",
    "withdraw",
]
