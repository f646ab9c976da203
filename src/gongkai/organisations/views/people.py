"""The people of a county on the workbench: appointing, ending a post, leaving, one-time links, changing desks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations import actions, presenters, queries
from gongkai.organisations.access import CHOSEN_BODY, StaffRequest, staff_page
from gongkai.organisations.forms import Appointment, Deputyship, Ending, Leaving
from gongkai.organisations.models import Post, User
from gongkai.organisations.policies import NotPermitted
from gongkai.organisations.rules.refusals import OrganisationRefused
from gongkai.organisations.rules.roles import Permission, Role
from gongkai.organisations.views.acting import act, page_status
from gongkai.organisations.views.bodies import body_of


@staff_page(Permission.MANAGE_ORGANISATIONS)
def appoint(request: StaffRequest, slug: str) -> HttpResponse:
    """Give a person a role at a body; a new person gets an account, and then a one-time link by a button."""
    body = body_of(request, slug)
    form = Appointment(request.POST or None, initial={"starts_on": clock.today()})
    person = act(form, lambda given: actions.appoint_by_name(
        body_id=body.pk,
        username=given["username"].strip(),
        display_name=given["display_name"].strip(),
        role=Role(given["role"]),
        starts_on=given["starts_on"],
        by=request.user,
        at=clock.now(),
    ))  # fmt: skip
    if person is not None:
        messages.success(request, _("已任命%(name)s。") % {"name": person.display_name})
        if not person.has_usable_password():
            messages.info(request, _("此人还没有密码：请在“在任人员”中点“设置密码”，把链接交给本人。"))
        return redirect("organisations_workbench:body", slug)
    context = {"form": form, "body": body, "title": _("任命"), "submit": _("任命")}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))


@staff_page(Permission.MANAGE_ORGANISATIONS)
def end_post(request: StaffRequest, pk: int) -> HttpResponse:
    """End one post; the last one at a body hands its open tasks over."""
    post = get_object_or_404(Post.objects.select_related("body", "user"), pk=pk, body__county=request.county)
    form = Ending(request.POST or None, initial={"ends_on": clock.today()})
    done = act(
        form,
        lambda given: [
            actions.end_post(post_id=post.pk, ends_on=given["ends_on"], by=request.user, at=clock.now()),
        ],
    )
    if done is not None:
        messages.success(request, presenters.handed_over([step for step in done if step]))
        return redirect("organisations_workbench:body", post.body.slug)
    title = _("免去%(name)s的“%(role)s”") % {"name": post.user, "role": presenters.ROLES[Role(post.role)]}
    context = {"form": form, "body": post.body, "title": title, "submit": _("免去")}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))


@staff_page()
def deputise(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a colleague hold a post for some days: her own, or for an administrator any."""
    posts = Post.objects.select_related("body__county", "user").filter(body__county=request.county, deputising_for=None)
    post, today = get_object_or_404(posts, pk=pk), clock.today()
    is_own = post.user_id == request.user.pk
    if not (is_own or Permission.MANAGE_ORGANISATIONS in request.staff.permissions):
        raise NotPermitted(Permission.MANAGE_ORGANISATIONS)
    form = Deputyship(request.POST or None, people=queries.deputies_for(post, on=today), initial={"starts_on": today})
    made = act(form, lambda given: actions.appoint_deputy(
        post_id=post.pk,
        user_id=given["deputy"].pk,
        starts_on=given["starts_on"],
        last_day=given["last_day"],
        by=request.user,
        at=clock.now(),
    ))  # fmt: skip
    if made is not None:
        messages.success(request, presenters.deputised(made))
        if is_own:
            return redirect("organisations_workbench:desks")
        return redirect("organisations_workbench:body", post.body.slug)
    title = _("安排%(name)s的“%(role)s”由谁代理") % {"name": post.user, "role": presenters.ROLES[Role(post.role)]}
    context = {"form": form, "body": None if is_own else post.body, "title": title, "submit": _("安排代理")}
    return render(request, "organisations/workbench/deputy.html", context, status=page_status(form))


def person_of(request: StaffRequest, pk: int) -> User:
    """A person who holds or held a post in the officer's county; anyone else is not found."""
    person = User.objects.filter(pk=pk, posts__body__county=request.county).distinct().first()
    if person is None:
        raise Http404
    return person


@staff_page(Permission.MANAGE_ORGANISATIONS)
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """End all of a person's posts in the county and hand every open task over."""
    person, today = person_of(request, pk), clock.today()
    bodies = queries.colleagues(person, request.county, on=today)
    form = Leaving(request.POST or None, person=person, bodies=bodies, initial={"on": today})
    handed = act(
        form,
        lambda given: actions.leave(
            user_id=person.pk,
            county_id=request.county.pk,
            on=given["on"],
            successors=form.successors(),
            by=request.user,
            at=clock.now(),
        ),
    )
    if handed is not None:
        messages.success(request, presenters.handed_over(handed))
        return redirect("organisations_workbench:bodies")
    title = _("%(name)s离任与交接") % {"name": person.display_name}
    context = {"form": form, "title": title, "submit": _("离任并交接"), "is_grave": True}
    return render(request, "organisations/workbench/form.html", context, status=page_status(form))


@staff_page(Permission.MANAGE_ORGANISATIONS)
@require_POST
def issue_one_time_link(request: StaffRequest, pk: int) -> HttpResponse:
    """The address under which a person sets a password, for the administrator to hand over; shown in this answer only.

    The gate forbids storing the page.
    """
    person = person_of(request, pk)
    try:
        path = actions.issue_one_time_link(
            user_id=person.pk, county_id=request.county.pk, by=request.user, at=clock.now()
        )
    except OrganisationRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("organisations_workbench:bodies")
    context = {"person": person, "link": request.build_absolute_uri(path)}
    return render(request, "organisations/workbench/one_time_link.html", context)


@staff_page()
@require_POST
def switch(request: StaffRequest) -> HttpResponse:
    """Sit down at another body's desk."""
    wanted = request.POST.get("body", "")
    desks = {str(desk.body.pk): desk for desk in queries.desks_of(request.user, on=clock.today())}
    if wanted not in desks:
        raise Http404
    request.session[CHOSEN_BODY] = desks[wanted].body.pk
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_ours else "/desk/")


@staff_page()
@require_safe
def desks(request: StaffRequest) -> HttpResponse:
    """The desks a person may sit at."""
    found = queries.desks_of(request.user, on=clock.today())
    context = {
        "desks": [(desk, presenters.roles(desk.roles)) for desk in found],
        "current": request.staff.body,
        "posts": presenters.own_posts(queries.own_posts(request.user, on=clock.today())),
    }
    return render(request, "organisations/workbench/desks.html", context)
