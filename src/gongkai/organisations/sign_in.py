"""Sign-in without sign-up: accounts are made by the county's administrator, never by a visitor."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from gongkai.organisations.models import User


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """No public registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def one_time_path(user: User) -> str:
    """The address under which a person sets her own password, once. The administrator hands it over; no mail is needed.

    It dies with its use (the key is made of the password's state) and after PASSWORD_RESET_TIMEOUT.
    """
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
