"""The county's bodies on the workbench: the list, one body, making, changing and ending one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.kernel import clock
from gongkai.organisations import actions, policies, presenters, queries
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.forms import LOCAL_LEVELS, Abolition, BodyFactsForm, BodyFilter, NewBody, Seats
from gongkai.organisations.models import Body, Level
from gongkai.organisations.rules.roles import Permission
from gongkai.organisations.views.acting import act, page_status

READERS = (Permission.MANAGE_ORGANISATIONS, Permission.SEE_ALL_BODIES)


def body_of(request: StaffRequest, slug: str) -> Body:
    """A body of the officer's county; another county's is not found."""
    body: Body = get_object_or_404(Body.objects.of(request.county), slug=slug)
    return body


@staff_page(any_of=READERS)
@require_safe
def bodies(request: StaffRequest) -> HttpResponse:
    """The bodies of one level, by name; how many of each level there are, and how many seats are empty."""
    form = BodyFilter(request.GET)
    chosen = form.chosen()
    page = queries.bodies_page(request.county, cursor=request.GET.get("after"), **chosen)
    counts = queries.level_counts(request.county, on=clock.today())
    context = {
        "form": form,
        "chosen": chosen,
        "page": page,
        "lines": queries.body_lines(page.rows),
        "tabs": [(level.value, level.label, f"?level={level.value}", counts.get(level, 0)) for level in LOCAL_LEVELS],
        "vacancies": len(queries.vacancies(request.county, on=clock.today(), levels=[chosen["level"]])),
        "may_manage": policies.may(request.staff, Permission.MANAGE_ORGANISATIONS),
    }
    return render(request, "organisations/workbench/bodies.html", context)


@staff_page(any_of=READERS)
@require_safe
def body(request: StaffRequest, slug: str) -> HttpResponse:
    """One body: what is said of it, who works there, who answers."""
    page = queries.body_page(body_of(request, slug), on=clock.today())
    context = {
        "page": page,
        "posts": presenters.posts(page.held),
        "ended": presenters.posts(page.ended),
        "may_manage": policies.may(request.staff, Permission.MANAGE_ORGANISATIONS),
    }
    return render(request, "organisations/workbench/body.html", context)


@staff_page(Permission.MANAGE_ORGANISATIONS)
def add(request: StaffRequest) -> HttpResponse:
    """A body that is not there yet."""
    form = NewBody(request.POST or None, county=request.county, on=clock.today())
    made = act(
        form,
        lambda given: actions.add_body(
            county_id=request.county.pk,
            kind=given["kind"],
            level=Level(given["level"]),
            name=given["name"],
            parent_id=given["parent"].pk if given["parent"] else None,
            by=request.user,
            at=clock.now(),
        ),
    )
    if made is not None:
        messages.success(request, _("已增加“%(name)s”，请接着补充联系方式和工作机构。") % {"name": made.name})
        return redirect("organisations_workbench:body", made.slug)
    context = {"form": form, "title": _("增加机构"), "submit": _("增加")}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))


@staff_page(Permission.MANAGE_ORGANISATIONS)
def change(request: StaffRequest, slug: str) -> HttpResponse:
    """What is said of a body."""
    found = body_of(request, slug)
    form = BodyFactsForm(request.POST or None, instance=found)
    if act(form, lambda _given: _save(request, found, form)) is not None:
        messages.success(request, _("已保存“%(name)s”。") % {"name": found.name})
        return redirect("organisations_workbench:body", slug)
    context = {"form": form, "body": found, "title": _("修改机构信息"), "submit": _("保存")}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))


def _save(request: StaffRequest, found: Body, form: BodyFactsForm) -> Body:
    saved = actions.change_body(body_id=found.pk, by=request.user, at=clock.now(), **form.facts())
    actions.set_aliases(body_id=found.pk, names=form.alias_names(), by=request.user, at=clock.now())
    return saved


@staff_page(Permission.MANAGE_ORGANISATIONS)
def abolish(request: StaffRequest, slug: str) -> HttpResponse:
    """The end of a body, and who takes over."""
    found = body_of(request, slug)
    today = clock.today()
    form = Abolition(request.POST or None, body=found, on=today, initial={"on": today})
    ended = act(
        form,
        lambda given: actions.abolish_body(
            body_id=found.pk, successor_id=given["successor"].pk, on=given["on"], by=request.user, at=clock.now()
        ),
    )
    if ended is not None:
        messages.success(request, _("“%(name)s”已撤销，职责由承接机构继续。") % {"name": found.name})
        return redirect("organisations_workbench:body", slug)
    context = {"form": form, "body": found, "title": _("撤销机构"), "submit": _("撤销"), "is_grave": True}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))


@staff_page(Permission.MANAGE_ORGANISATIONS)
def work_unit(request: StaffRequest, slug: str) -> HttpResponse:
    """The two seats of a body's work unit, and how it is reached."""
    found = body_of(request, slug)
    page = queries.body_page(found, on=clock.today())
    form = Seats(request.POST or None, instance=page.unit, people=list(page.people))
    saved = act(
        form,
        lambda given: actions.set_work_unit(
            body_id=found.pk,
            officer_id=given["officer"].pk if given["officer"] else None,
            deputy_id=given["deputy"].pk if given["deputy"] else None,
            by=request.user,
            at=clock.now(),
            **form.contact(),
        ),
    )
    if saved is not None:
        messages.success(request, _("已保存“%(name)s”的工作机构。") % {"name": found.name})
        return redirect("organisations_workbench:body", slug)
    context = {"form": form, "body": found, "title": _("政府信息公开工作机构"), "submit": _("保存")}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))
