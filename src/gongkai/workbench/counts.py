"""The numbers in the navigation: one cheap query each."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.workbench.queries import desk


def pressing(request: HttpRequest) -> int:
    """What is overdue or due today at this desk; nothing where nobody sits."""
    staff = getattr(cast(StaffRequest, request), "staff", None)
    return desk.pressing(staff, on=clock.today()) if staff is not None else 0
