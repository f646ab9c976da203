"""Every write of this room. Each act is keyword-only, checked, recorded; refusals are OrganisationRefused."""

from gongkai.organisations.actions.bodies import BodyFacts, abolish_body, add_body, change_body, set_aliases
from gongkai.organisations.actions.counties import Created, add_host, create_county, set_setting
from gongkai.organisations.actions.deputies import appoint_deputy
from gongkai.organisations.actions.divisions import Imported, import_divisions
from gongkai.organisations.actions.people import (
    HandedOver,
    add_person,
    appoint,
    appoint_by_name,
    end_post,
    issue_one_time_link,
    leave,
    set_work_unit,
)
from gongkai.organisations.actions.recording import raise_all_revisions, raise_revision
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal

__all__ = [
    "BodyFacts",
    "Created",
    "HandedOver",
    "Imported",
    "OrganisationRefused",
    "Refusal",
    "abolish_body",
    "add_body",
    "add_host",
    "add_person",
    "appoint",
    "appoint_by_name",
    "appoint_deputy",
    "change_body",
    "create_county",
    "end_post",
    "import_divisions",
    "issue_one_time_link",
    "leave",
    "raise_all_revisions",
    "raise_revision",
    "set_aliases",
    "set_setting",
    "set_work_unit",
]
