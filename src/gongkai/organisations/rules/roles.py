"""Who may do what: the role table that both the buttons and the refusals read.

Sources
    政府信息公开条例 (State Council Order 711) Arts. 3, 4, 17: competent department, work unit, review before release.
    GB/T 22239-2019 §8.1.4: administrators, auditors and those who publish are different people.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """角色. A post joins one person, one body and one of these."""

    PUBLISHER = "publisher"  # 信息员: drafts
    REVIEWER = "reviewer"  # 审核人
    SECRECY_REVIEWER = "secrecy_reviewer"  # 保密审查人
    APPROVER = "approver"  # 签发人
    DUTY_REVIEWER = "duty_reviewer"  # 县值班审核人: reviews for bodies that have too few people
    OPENNESS_OFFICE = "openness_office"  # 政务公开办: catalogue, duties, the county's own desk
    SUPERVISOR = "supervisor"  # 监督评估
    AUDITOR = "auditor"  # 审计员: reads the chain, sees no drafts
    ADMINISTRATOR = "administrator"  # 管理员: bodies and accounts, sees no drafts


class Permission(StrEnum):
    """权限, in the words of the work."""

    DRAFT = "draft"
    REVIEW = "review"
    SECRECY_REVIEW = "secrecy_review"
    SIGN_OFF = "sign_off"
    SEE_DRAFTS = "see_drafts"
    MANAGE_CATALOGUE = "manage_catalogue"
    DECIDE_ROWS = "decide_rows"
    SEE_ALL_BODIES = "see_all_bodies"
    MANAGE_DUTIES = "manage_duties"
    FULFIL_DUTIES = "fulfil_duties"
    MANAGE_ORGANISATIONS = "manage_organisations"
    READ_AUDIT = "read_audit"


_AT_THE_DESK = frozenset({Permission.SEE_DRAFTS, Permission.FULFIL_DUTIES})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PUBLISHER: _AT_THE_DESK | {Permission.DRAFT},
    Role.REVIEWER: _AT_THE_DESK | {Permission.REVIEW},
    Role.SECRECY_REVIEWER: _AT_THE_DESK | {Permission.SECRECY_REVIEW},
    Role.APPROVER: _AT_THE_DESK | {Permission.SIGN_OFF},
    Role.DUTY_REVIEWER: _AT_THE_DESK | {Permission.REVIEW, Permission.SECRECY_REVIEW},
    Role.OPENNESS_OFFICE: _AT_THE_DESK
    | {
        Permission.DRAFT,
        Permission.MANAGE_CATALOGUE,
        Permission.DECIDE_ROWS,
        Permission.SEE_ALL_BODIES,
        Permission.MANAGE_DUTIES,
    },
    Role.SUPERVISOR: frozenset({Permission.SEE_ALL_BODIES}),
    Role.AUDITOR: frozenset({Permission.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE_ORGANISATIONS}),
}


def may(role: Role, permission: Permission) -> bool:
    """Whether a role carries a permission."""
    return permission in PERMISSIONS[role]


def conflicting(role: Role, held: Iterable[Role]) -> Role | None:
    """A role already held that one person may not hold together with this one.

    Whoever administers accounts, or reads the record, takes no part in what is published; nor does one do both.
    """
    return next((other for other in held if other != role and _apart(role, other)), None)


def _apart(one: Role, other: Role) -> bool:
    watchers = {Role.ADMINISTRATOR, Role.AUDITOR}
    if {one, other} <= watchers:
        return True
    desk = Permission.SEE_DRAFTS
    return (one in watchers and desk in PERMISSIONS[other]) or (other in watchers and desk in PERMISSIONS[one])
