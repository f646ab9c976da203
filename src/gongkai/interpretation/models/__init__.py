"""The tables of the room: plans, relays, concerns."""

from gongkai.interpretation.models.concerns import AnswerDraft, Concern, ConcernStep, Question
from gongkai.interpretation.models.plans import Exemption, Material, Plan
from gongkai.interpretation.models.relays import FeedReading, PolicyImport, PolicyLink, PolicyMatch, UpperPolicy

__all__ = [
    "AnswerDraft",
    "Concern",
    "ConcernStep",
    "Exemption",
    "FeedReading",
    "Material",
    "Plan",
    "PolicyImport",
    "PolicyLink",
    "PolicyMatch",
    "Question",
    "UpperPolicy",
]
