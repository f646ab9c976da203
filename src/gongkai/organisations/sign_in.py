"""Sign-in without sign-up: accounts are made by the county's administrator, never by a visitor."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """No public registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
