"""Which policies need an interpretation?

Normative documents always; documents of the kinds that the county adds (an unconfirmed setting); any other policy
whose drafters make a plan, because what it decides is one of the four grounds. A kind alone does not make a document:
lists of laws and leaflets are published under 政策文件 too, and only what was issued under a number is a document of
its body. What is relayed from above is its maker's to explain, unless somebody here makes a plan for it.

Sources
    国办发〔2016〕80号: normative documents; policies on rights and duties, of major public interest, that must be known
    widely, or that need special knowledge.
    国办发〔2019〕54号 §二(十): the interpretation of policy documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

ALWAYS = frozenset({"normative"})
# What a county may add, by the word that its setting uses.
ADDABLE: Mapping[str, str] = MappingProxyType({"政策文件": "policy", "规划计划": "plan"})
POLICY_KINDS = ALWAYS | frozenset(ADDABLE.values())


class Ground(StrEnum):
    """Why a policy is to be explained (解读的理由)."""

    RIGHTS_AND_DUTIES = "rights_and_duties"
    PUBLIC_INTEREST = "public_interest"
    WIDE_KNOWLEDGE = "wide_knowledge"
    SPECIALIST = "specialist"


def required_kinds(named: Iterable[str]) -> frozenset[str]:
    """The kinds of information whose documents need an interpretation in a county that named these."""
    return ALWAYS | {ADDABLE[name] for name in named if name in ADDABLE}


def is_required(
    kind: str, *, required: frozenset[str], is_numbered: bool, has_plan: bool, is_relay: bool = False
) -> bool:
    """Whether a piece may not leave without an interpretation; who has made a plan has said so herself."""
    if kind not in POLICY_KINDS:
        return False
    is_document = kind in ALWAYS or (is_numbered and kind in required)
    return has_plan or (is_document and not is_relay)
