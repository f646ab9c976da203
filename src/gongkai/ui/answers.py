"""How a view that answers htmx with a part of the page says what happened.

Full pages use `django.contrib.messages`; both end up in the same place on the screen.
"""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django_htmx.http import trigger_client_event

R = TypeVar("R", bound=HttpResponse)


def announce(response: R, text: str, *, tone: str = "success", undo_url: str = "") -> R:
    """Have the page show `text` as a flash once this partial answer has arrived; tones as in <c-alert>."""
    return trigger_client_event(response, "gongkai:flash", {"text": str(text), "tone": tone, "undo": undo_url})
