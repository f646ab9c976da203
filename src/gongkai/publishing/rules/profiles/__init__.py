"""Publication profiles: what of a list may appear, and how masked.

Public face: `profile_for(title, headers)`, `headers_of(rows)`, `apply(profile, rows, on=…)`, `PROFILES`, `BY_NAME`.

Sources
    website_standards.md §6.2.
"""

from __future__ import annotations

from gongkai.publishing.rules.profiles.applying import Applied, Treated, apply, apply_to, home, treat
from gongkai.publishing.rules.profiles.kinds import Column, Decision, Profile, Proposal, Treatment
from gongkai.publishing.rules.profiles.proposing import headers_of, profile_for
from gongkai.publishing.rules.profiles.table import BY_NAME, PROFILES

__all__ = [
    "BY_NAME",
    "PROFILES",
    "Applied",
    "Column",
    "Decision",
    "Profile",
    "Proposal",
    "Treated",
    "Treatment",
    "apply",
    "apply_to",
    "headers_of",
    "home",
    "profile_for",
    "treat",
]
