"""Every write of publishing. Each act is keyword-only, checked, recorded; refusals are PublishingRefused."""

from gongkai.publishing.actions.ageing import refresh_validity
from gongkai.publishing.actions.attaching import attach, remove_attachment
from gongkai.publishing.actions.clearing import remove_orphaned_files
from gongkai.publishing.actions.drafting import DraftFields, discard_draft, save_draft, start_draft, tick
from gongkai.publishing.actions.importing import Piece, PieceFile, import_published
from gongkai.publishing.actions.moving import (
    publish,
    recall,
    send_back,
    sign_off,
    sign_off_and_publish,
    submit,
    withdraw,
)
from gongkai.publishing.actions.transparency import sign_head
from gongkai.publishing.rules.states import PublishingRefused, Refusal

__all__ = [
    "DraftFields",
    "Piece",
    "PieceFile",
    "PublishingRefused",
    "Refusal",
    "attach",
    "discard_draft",
    "import_published",
    "publish",
    "recall",
    "refresh_validity",
    "remove_attachment",
    "remove_orphaned_files",
    "save_draft",
    "send_back",
    "sign_head",
    "sign_off",
    "sign_off_and_publish",
    "start_draft",
    "submit",
    "tick",
    "withdraw",
]
