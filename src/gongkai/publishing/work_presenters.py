"""The words of publishing's long work: what it is, how it ended, where one goes on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.kernel.background import State, Told
from gongkai.kernel.models import BackgroundWork
from gongkai.publishing import presenters
from gongkai.publishing.rules.states import PublishingRefused, Refusal


def putting_in_force(work: BackgroundWork) -> str:
    """A version of a lexicon comes into force."""
    return _("启用“%(name)s”并查看已公开的信息") % {"name": work.arguments["title"]}


def put_in_force(work: BackgroundWork) -> Told:
    """How much was looked through, and in how much there is something to mend."""
    page = reverse("publishing_workbench:lexicons")
    if work.state == State.REFUSED:
        return Told(presenters.explain(PublishingRefused(Refusal(work.facts["refusal"]))), page)
    if work.state != State.DONE:
        return Told("", page)
    looked_at, with_words = work.facts["looked_at"], work.facts["with_words"]
    said = ngettext("已启用，看过%(count)s件已公开的信息", "已启用，看过%(count)s件已公开的信息", looked_at) % {
        "count": looked_at
    }
    if not with_words:
        return Told(_("%(said)s，没有新发现的词语。") % {"said": said}, page)
    more = ngettext("其中%(count)s件有", "其中%(count)s件有", with_words) % {"count": with_words}
    told = _("%(said)s，%(more)s新发现的词语，已列给发布单位。") % {"said": said, "more": more}
    return Told(told, reverse("publishing_workbench:spotted"))
