"""The tables of the room: plans, relays, concerns."""

from gongkai.interpretation.models.plans import Exemption, Material, Plan

__all__ = ["Exemption", "Material", "Plan"]
