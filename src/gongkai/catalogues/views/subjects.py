"""The county's own table of subjects: which bodies a printed phrase means, and which phrases nobody knows yet."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.catalogues import actions, forms, presenters, queries
from gongkai.catalogues.models import SubjectRule
from gongkai.catalogues.queries import desk as desk_queries
from gongkai.catalogues.rules.refusals import CatalogueRefused
from gongkai.catalogues.views import desk
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest
from gongkai.organisations.models import Body


@desk.reader
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Open phrases first, then the table."""
    draft = queries.draft_version(request.county)
    context = {
        "draft": draft,
        "phrases": queries.unresolved_phrases(draft) if draft else [],
        "rules": queries.subject_rules(request.county),
        "may_manage": desk.may_manage(request),
    }
    return desk.answer(request, "catalogues/workbench/subjects.html", context)


@desk.manager
@require_http_methods(["GET", "HEAD", "POST"])
def set_subject(request: StaffRequest) -> HttpResponse:
    """Choose the bodies that a phrase means at a level; all rows that use it follow at once."""
    bodies = Body.objects.of(request.county).living(on=clock.today()).order_by("pinyin", "id")
    form = forms.Subject(request.POST or None, bodies=bodies, initial=_initial(request))
    if request.method == "POST" and form.is_valid() and _save(request, form):
        return redirect("catalogues_workbench:subjects")
    context = {"form": form, "choices": _choices(request, form)}
    status = 422 if form.is_bound else 200
    return desk.answer(request, "catalogues/workbench/set_subject.html", context, status=status)


def _choices(request: StaffRequest, form: forms.Subject) -> list[tuple[str, list[tuple[Body, bool]]]]:
    """The bodies level by level, each with whether it is chosen."""
    chosen = set(map(str, form["bodies"].value() or ()))
    found = desk_queries.bodies_by_level(request.county, on=clock.today())
    return [
        (level, [(body, str(body.pk) in chosen) for body in found[level]])
        for level in presenters.LEVELS
        if found.get(level)
    ]


def _initial(request: StaffRequest) -> dict[str, object]:
    """The phrase asked for, with what the table says of it today."""
    phrase, level = request.GET.get("phrase", ""), request.GET.get("level", "") or "county"
    rule = SubjectRule.objects.filter(county=request.county, phrase=phrase, level=level).first()
    return {
        "phrase": phrase,
        "level": level,
        "every_township": rule.every_township if rule else False,
        "note": rule.note if rule else "",
        "bodies": {str(pk) for pk in rule.bodies.values_list("pk", flat=True)} if rule else set(),
    }


def _save(request: StaffRequest, form: forms.Subject) -> bool:
    try:
        rule = actions.set_subject_rule(county=request.county, by=request.user, at=clock.now(), **form.cleaned_data)
    except CatalogueRefused as refused:
        form.add_error(None, presenters.explain(refused))
        return False
    messages.success(request, _("“%(phrase)s”已对应到机构，草案里用到它的行已一并更新。") % {"phrase": rule.phrase})
    return True


@desk.manager
@require_POST
def remove_subject(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a line out of the table."""
    rule = get_object_or_404(SubjectRule, pk=pk, county=request.county)
    phrase = rule.phrase
    desk.attempt(request, partial(actions.remove_subject_rule, rule=rule, by=request.user, at=clock.now()))
    messages.success(request, _("已移除“%(phrase)s”，按通用写法重新对应。") % {"phrase": phrase})
    return redirect("catalogues_workbench:subjects")
