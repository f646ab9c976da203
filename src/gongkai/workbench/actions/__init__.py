"""Every write of the desk itself. What it does to duties goes through `duties.actions`."""

from gongkai.workbench.actions.digests import send_digests
from gongkai.workbench.actions.waivers import ask_waiver, grant_waiver, refuse_waiver
from gongkai.workbench.rules.refusals import DeskRefused, Refusal

__all__ = ["DeskRefused", "Refusal", "ask_waiver", "grant_waiver", "refuse_waiver", "send_digests"]
