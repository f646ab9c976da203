"""Lexicons for whoever keeps them: versions, the dry run of a file, words, putting in force."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations import background
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, lexicon_forms, lexicon_presenters, presenters, tasks
from gongkai.publishing.models import Lexicon
from gongkai.publishing.queries import lexicon_files, lexicons
from gongkai.publishing.queries.lexicon_files import Reading
from gongkai.publishing.rules.states import PublishingRefused
from gongkai.publishing.rules.wording.rows import HEADERS
from gongkai.tables.writers import CONTENT_TYPES
from gongkai.ui import keyset

VERSIONS_SHOWN, WORDS_SHOWN, CHANGES_SHOWN, FINDINGS_SHOWN = 30, 50, 100, 200
FORMS = ("csv", "xlsx")


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def versions(request: StaffRequest) -> HttpResponse:
    """Every version, and which of them hold."""
    holding = lexicons.current(request.county.pk, on=clock.today())
    found = keyset.page(
        lexicons.versions(request.county),
        by=("-imported_at", "-pk"),
        cursor=request.GET.get("after"),
        size=VERSIONS_SHOWN,
    )
    context = {
        "page": found,
        "lines": [lexicon_presenters.version_line(lexicon, holding) for lexicon in found.rows],
        "silenced": len(lexicons.silenced_in(request.county.pk)),
    }
    return render(request, "publishing/workbench/lexicons.html", context)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """A file with an error anywhere stays out; one without becomes a version that waits to be looked at."""
    known = lexicons.names(request.county)
    form = lexicon_forms.Upload(
        request.POST or None, request.FILES or None, initial={"name": known[0] if known else ""}
    )
    reading = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        reading = lexicon_files.read(file.read(), file.name)
        if reading.may_go_in:
            made = _received(request, form, reading)
            return redirect("publishing_workbench:lexicon", made.pk)
    context = {
        "form": form,
        "known": known,
        "columns": [names[0] for names in HEADERS.values()],
        "reading": reading,
        "findings": _told(reading),
        "more": max(0, len(reading.findings) - FINDINGS_SHOWN) if reading else 0,
    }
    return render(request, "publishing/workbench/lexicon_upload.html", context, status=422 if form.is_bound else 200)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def words(request: StaffRequest, pk: int) -> HttpResponse:
    """The words of a version; of one that waits, what it would change as well."""
    lexicon = _lexicon(request, pk)
    form = lexicon_forms.Search(request.GET)
    page = keyset.page(
        lexicons.found_words(lexicon, **form.asked()), by=("pk",), cursor=request.GET.get("after"), size=WORDS_SHOWN
    )
    silenced = lexicons.silencings(request.county, [word.word for word in page.rows])
    context = {
        "lexicon": lexicon,
        "line": lexicon_presenters.version_line(lexicon, lexicons.current(request.county.pk, on=clock.today())),
        "form": form,
        "is_search": any(form.asked().values()),
        "page": page,
        "rows": [lexicon_presenters.word_line(word, silenced.get(word.word)) for word in page.rows],
        "change": _change(lexicon),
        "findings": [lexicon_presenters.kept_line(finding) for finding in lexicon.findings[:FINDINGS_SHOWN]],
        "more": max(0, len(lexicon.findings) - FINDINGS_SHOWN),
    }
    return render(request, "publishing/workbench/lexicon.html", context)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def put_in_force(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a version in force and look for its words in what is public already: in the background."""
    lexicon = _lexicon(request, pk)
    if lexicon.county_id is None or lexicon.in_force_at is not None:
        messages.info(request, _("这一版已经启用"))
        return redirect("publishing_workbench:lexicon", pk)
    return background.hand_over(request, tasks.PUT_IN_FORCE, lexicon=pk, title=str(lexicon))


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give up a version that waits."""
    try:
        actions.drop_lexicon(lexicon_id=_lexicon(request, pk).pk, by=request.user, at=clock.now())
    except PublishingRefused as refused:
        messages.error(request, presenters.explain(refused))
        return redirect("publishing_workbench:lexicon", pk)
    messages.success(request, _("已放弃这一版，现行的词库没有变"))
    return redirect("publishing_workbench:lexicons")


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def file(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """A version as a file that can be changed and handed in again."""
    if form not in FORMS:
        raise Http404
    lexicon = _lexicon(request, pk)
    content = lexicon_files.write(lexicons.words_of(lexicon.pk), title=str(lexicon), form=form)
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    name = quote(f"{lexicon}.{form}")
    response["Content-Disposition"] = f"attachment; filename=\"lexicon.{form}\"; filename*=UTF-8''{name}"
    return response


def _lexicon(request: StaffRequest, pk: int) -> Lexicon:
    """A version that holds for all, or of the officer's own county; anything else is not found."""
    lexicon: Lexicon | None = lexicons.versions(request.county).filter(pk=pk).first()
    if lexicon is None:
        raise Http404(_("没有这个词库"))
    return lexicon


def _received(request: StaffRequest, form: lexicon_forms.Upload, reading: Reading) -> Lexicon:
    made = actions.receive_lexicon(
        county=request.county,
        name=form.cleaned_data["name"],
        words=reading.words,
        source=form.cleaned_data["source"],
        findings=reading.warnings,
        by=request.user,
        at=clock.now(),
    )
    messages.success(request, _("已读入，还没有启用。请看下面的变化，确认后启用。"))
    return made


def _told(reading: Reading | None) -> list[lexicon_presenters.FindingLine]:
    found = sorted(reading.findings, key=lambda one: not one.is_error) if reading else []
    return [lexicon_presenters.finding_line(finding) for finding in found[:FINDINGS_SHOWN]]


def _change(lexicon: Lexicon) -> lexicon_presenters.ChangeShown | None:
    if lexicon.in_force_at is not None or lexicon.county_id is None:
        return None
    return lexicon_presenters.change_shown(lexicons.change(lexicon), limit=CHANGES_SHOWN)
