"""The words of taking a table in: what it is, how it ended, where one goes on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.kernel.background import State, Told
from gongkai.kernel.models import BackgroundWork
from gongkai.standards.presenters import explain
from gongkai.standards.rules.refusals import Refusal, StandardRefused


def title(work: BackgroundWork) -> str:
    """What a taking in is called while it goes on."""
    return _("导入“%(file)s”") % {"file": work.arguments["file"]}


def told(work: BackgroundWork) -> Told:
    """How a taking in ended, and where one goes on."""
    if work.state == State.DONE:
        edition = reverse("standards_workbench:edition", args=[work.facts["edition"]])
        return Told(_("已作为草案入库，核对后再施行。"), edition)
    dry_run = reverse("standards_workbench:dry_run", args=[work.arguments["waiting"]])
    if work.state == State.REFUSED:
        refused = StandardRefused(Refusal(work.facts["refusal"]), **work.facts["detail"])
        return Told(explain(refused), dry_run)
    return Told("", dry_run)
