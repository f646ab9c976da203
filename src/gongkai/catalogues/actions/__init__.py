"""Every write of the catalogue. Each act is keyword-only, checked, recorded; refusals are CatalogueRefused."""

from gongkai.catalogues.actions.compiling import Compiled, compile_county
from gongkai.catalogues.actions.deciding import (
    adapt,
    add_local,
    adopt,
    adopt_group,
    mark_not_applicable,
    reset,
    set_stage,
    split,
    undo,
)
from gongkai.catalogues.actions.findings import settle_finding
from gongkai.catalogues.actions.importing import Imported, import_list, remember_columns
from gongkai.catalogues.actions.issuing import issue, refuse_unissuable
from gongkai.catalogues.actions.linking import confirm_link, link, reject_link
from gongkai.catalogues.actions.list_files import drop_list, name_columns, receive_list, take_in_list
from gongkai.catalogues.actions.revising import Outcome, open_draft, revise_for_edition, settle_task
from gongkai.catalogues.actions.subjects import remove_subject_rule, set_subject_rule
from gongkai.catalogues.actions.townships import compile_townships, remove_abandoned_builds
from gongkai.catalogues.rules.refusals import CatalogueRefused, Refusal

__all__ = [
    "CatalogueRefused",
    "Compiled",
    "Imported",
    "Outcome",
    "Refusal",
    "adapt",
    "add_local",
    "adopt",
    "adopt_group",
    "compile_county",
    "compile_townships",
    "confirm_link",
    "drop_list",
    "import_list",
    "issue",
    "link",
    "mark_not_applicable",
    "name_columns",
    "open_draft",
    "receive_list",
    "refuse_unissuable",
    "reject_link",
    "remember_columns",
    "remove_abandoned_builds",
    "remove_subject_rule",
    "reset",
    "revise_for_edition",
    "set_stage",
    "set_subject_rule",
    "settle_finding",
    "settle_task",
    "split",
    "take_in_list",
    "undo",
]
