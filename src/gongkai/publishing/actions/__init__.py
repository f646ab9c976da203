"""Every write of publishing. Each act is keyword-only, checked, recorded; refusals are PublishingRefused."""

from gongkai.publishing.actions.ageing import refresh_validity
from gongkai.publishing.actions.arranging import move_attachment, rename_attachment, replace_attachment
from gongkai.publishing.actions.attaching import attach, remove_attachment
from gongkai.publishing.actions.choosing import choose_chain
from gongkai.publishing.actions.cleaning import (
    begin_clean_up,
    begin_clean_up_if_due,
    decide_clean_up_line,
    publish_clean_up,
)
from gongkai.publishing.actions.clearing import remove_orphaned_files
from gongkai.publishing.actions.correcting import merge, release, start_correction
from gongkai.publishing.actions.deciding import ask_duty_reviewer, let_stand, note, settle_note
from gongkai.publishing.actions.delivering import (
    compare_delivery,
    confirm_delivery,
    confirm_removal,
    retry_delivery,
    set_up_channel,
    switch_channel,
)
from gongkai.publishing.actions.drafting import DraftFields, discard_draft, save_draft, start_draft, tick
from gongkai.publishing.actions.filing import note_filing
from gongkai.publishing.actions.hiding import hide_version
from gongkai.publishing.actions.hurrying import release_in_emergency
from gongkai.publishing.actions.importing import Piece, PieceFile, import_published
from gongkai.publishing.actions.lexicons import (
    drop_lexicon,
    load_shipped,
    put_lexicon_in_force,
    receive_lexicon,
    restore_word,
    silence_word,
)
from gongkai.publishing.actions.linking import note_links, try_links
from gongkai.publishing.actions.masking import Masked, mask_draft
from gongkai.publishing.actions.mending import Mended, mend_words
from gongkai.publishing.actions.opening import open_kept
from gongkai.publishing.actions.publicity import end_publicity, end_publicity_due
from gongkai.publishing.actions.reconciling import keep_second_draft
from gongkai.publishing.actions.releasing import publish, publish_due, schedule, unschedule
from gongkai.publishing.actions.rescanning import rescan, rescan_unpublished
from gongkai.publishing.actions.restoring import restore_version
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
from gongkai.publishing.actions.ruling import adopt_working_rules
from gongkai.publishing.actions.spotting import Spotted, forget_mended, leave_word, renew_shipped, spot_words
from gongkai.publishing.actions.templating import drop_template, keep_template
from gongkai.publishing.actions.transparency import sign_head
from gongkai.publishing.actions.validity import Basis, amend, declare_void, extend, repeal, revoke
from gongkai.publishing.actions.withdrawing import reopen, stay_kept, withdraw
from gongkai.publishing.rules.states import PublishingRefused, Refusal

__all__ = [
    "drop_lexicon",
    "load_shipped",
    "put_lexicon_in_force",
    "receive_lexicon",
    "restore_word",
    "silence_word",
    "note_links",
    "try_links",
    "Mended",
    "mend_words",
    "rescan",
    "rescan_unpublished",
    "Spotted",
    "forget_mended",
    "leave_word",
    "renew_shipped",
    "spot_words",
    "Basis",
    "DraftFields",
    "LARGEST_BATCH",
    "Masked",
    "Outcome",
    "Piece",
    "PieceFile",
    "PublishingRefused",
    "Refusal",
    "adopt_working_rules",
    "amend",
    "ask_duty_reviewer",
    "attach",
    "begin_clean_up",
    "begin_clean_up_if_due",
    "choose_chain",
    "clear",
    "compare_delivery",
    "confirm_delivery",
    "confirm_removal",
    "decide_clean_up_line",
    "declare_void",
    "discard_draft",
    "drop_template",
    "end_publicity",
    "end_publicity_due",
    "extend",
    "hide_version",
    "import_published",
    "keep_second_draft",
    "keep_template",
    "let_stand",
    "mask_draft",
    "merge",
    "move_attachment",
    "note",
    "note_filing",
    "open_kept",
    "publish",
    "publish_clean_up",
    "publish_due",
    "recall",
    "refresh_validity",
    "release",
    "release_in_emergency",
    "remove_attachment",
    "remove_orphaned_files",
    "rename_attachment",
    "reopen",
    "repeal",
    "replace_attachment",
    "restore_version",
    "retry_delivery",
    "revoke",
    "save_draft",
    "schedule",
    "second_look",
    "set_up_channel",
    "switch_channel",
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
