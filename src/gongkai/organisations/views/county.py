"""The county's settings on the workbench: what holds, by which source, since when; and changing one."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations import actions, presenters, queries
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.forms import SettingValue
from gongkai.organisations.rules.roles import Permission
from gongkai.organisations.rules.settings import BY_KEY, SettingRefused
from gongkai.organisations.views.acting import act, page_status


@staff_page(Permission.MANAGE_ORGANISATIONS)
@require_safe
def county_settings(request: StaffRequest) -> HttpResponse:
    """Every setting with its value, default, source and history."""
    lines = [presenters.SettingRow(line) for line in queries.settings_page(request.county, on=clock.today())]
    groups = [(name, list(rows)) for name, rows in groupby(lines, key=lambda row: row.group)]
    return render(request, "organisations/workbench/settings.html", {"groups": groups})


@staff_page(Permission.MANAGE_ORGANISATIONS)
def set_value(request: StaffRequest, key: str) -> HttpResponse:
    """A new value for one setting."""
    if key not in BY_KEY:
        raise Http404
    line = next(line for line in queries.settings_page(request.county, on=clock.today()) if line.setting.key == key)
    row = presenters.SettingRow(line)
    initial = {"value": row.typed, "valid_from": clock.today()}
    form = SettingValue(request.POST or None, setting=line.setting, initial=initial)
    if act(form, lambda given: _set(request, key, form, given)):
        messages.success(request, _("已保存“%(name)s”。") % {"name": row.name})
        return redirect("organisations_workbench:settings")
    return render(request, "organisations/workbench/setting.html", {"form": form, "row": row}, status=page_status(form))


def _set(request: StaffRequest, key: str, form: SettingValue, given: dict[str, object]) -> bool:
    day = form.cleaned_data["valid_from"]
    try:
        actions.set_setting(
            county_id=request.county.pk,
            key=key,
            value=given["value"],
            valid_from=day,
            by=request.user,
            at=clock.now(),
        )
    except SettingRefused as refused:
        form.add_error("value", presenters.explain_setting(refused))
        return False
    return True
