"""The county's working rules: adopted at the desk, read by everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, StaffRequest, public_page, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, presenters, working_rules_drafts, working_rules_presenters
from gongkai.publishing.queries import working_rules
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.rules.working_rules import Topic
from gongkai.publishing.working_rules_forms import Adoption
from gongkai.ui.chrome import ColumnMeta


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The four topics, each with whether its text still says what the platform does."""
    found = working_rules.standings(request.county, on=clock.today())
    context = {"lines": [working_rules_presenters.shown(one) for one in found]}
    return render(request, "publishing/workbench/working_rules.html", context)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: StaffRequest, topic: str) -> HttpResponse:
    """What would be adopted now beside what was adopted; a post adopts it."""
    about, on = _topic(topic), clock.today()
    standing = working_rules.standing(request.county, about, on=on)
    current = standing.current
    seen = working_rules.seen(request.county, about, on=on)
    form = Adoption(request.POST or None, initial={"supplement": current.supplement if current else ""})
    if request.method == "POST" and _adopted(request, about, form):
        return redirect("publishing_workbench:working_rules_topic", topic)
    facts = working_rules.facts_of(request.county, about, on=on)
    context = {
        "shown": working_rules_presenters.shown(standing),
        "current": current,
        "differences": working_rules_presenters.differences(standing.divergences),
        "draft": working_rules_drafts.drafted(about, facts, county=request.county.name),
        "versions": list(working_rules.versions(request.county, about)),
        "form": form,
        "seen": seen,
    }
    status = 422 if form.is_bound else 200
    return render(request, "publishing/workbench/working_rules_topic.html", context, status=status)


@public_page
@require_safe
def adopted(request: PublicRequest) -> HttpResponse:
    """The rules by which the county works."""
    title = _("政府信息公开制度")
    context = {
        "found": working_rules.adopted(request.county),
        "title": title,
        "column_meta": ColumnMeta(
            title, _("本县政府信息公开的各项制度"), _("制度,政府信息公开"), _("政府信息公开制度")
        ),
    }
    return render(request, "publishing/portal/working_rules.html", context)


@public_page
@require_safe
def adopted_topic(request: PublicRequest, topic: str) -> HttpResponse:
    """One of them, in the version that holds."""
    about = _topic(topic)
    found = next((one for one in working_rules.adopted(request.county) if one.topic == about), None)
    if found is None:
        raise Http404(_("本县还没有印发这项制度"))
    title = working_rules_presenters.title(about)
    column = ColumnMeta(title, title, f"{title},{_('制度')}", _("政府信息公开制度"))
    context = {"rules": found, "title": title, "column_meta": column}
    return render(request, "publishing/portal/working_rules_topic.html", context)


def _adopted(request: StaffRequest, about: Topic, form: Adoption) -> bool:
    """Adopt what was read and written; what is refused stays as it was typed."""
    if not form.is_valid():
        return False
    try:
        actions.adopt_working_rules(
            county=request.county,
            topic=about,
            supplement=form.cleaned_data["supplement"],
            seen=request.POST.get("seen", ""),
            by=request.user,
            at=clock.now(),
        )
    except PublishingRefused as refused:
        form.add_error(None, presenters.explain(refused))
        return False
    messages.success(request, _("已印发，公众现在就能看到"))
    return True


def _topic(name: str) -> Topic:
    if name not in set(Topic):
        raise Http404(_("没有这项制度"))
    return Topic(name)
