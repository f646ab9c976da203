"""The words of the daily digest. Plain text: what waits, the first of it, where to go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from gongkai.duties.queries import Digest
from gongkai.ui.chrome import Site
from gongkai.ui.templatetags.ui import day
from gongkai.workbench import presenters
from gongkai.workbench.queries.digests import Letter

NEEDS: Mapping[str, Any] = {
    "overdue": ngettext_lazy("%(n)s项任务逾期", "%(n)s项任务逾期", "n"),
    "soon": ngettext_lazy("%(n)s项任务即将到期", "%(n)s项任务即将到期", "n"),
    "returned": ngettext_lazy("%(n)s篇稿件退回修改", "%(n)s篇稿件退回修改", "n"),
    "to_sign": ngettext_lazy("%(n)s篇稿件等您审签", "%(n)s篇稿件等您审签", "n"),
    "redated": ngettext_lazy("%(n)s项日期待确认", "%(n)s项日期待确认", "n"),
    "review": ngettext_lazy("%(n)s项长期公开内容待复核", "%(n)s项长期公开内容待复核", "n"),
}


def write(letter: Letter, *, site: Site, on: date) -> tuple[str, str]:
    """Subject and text of a letter."""
    needs = _needs(letter)
    subject = _("%(site)s：今天有%(needs)s") % {"site": site.name, "needs": "、".join(needs)}
    greeting = _("%(name)s，您好！截至%(day)s，需要您处理的有：") % {
        "name": letter.user.display_name,
        "day": day(on),
    }
    lines = [greeting, "", *(f"  · {need}" for need in needs)]
    if letter.duties:
        lines += ["", _("最先要做的："), *_first(letter.duties)]
    if site.domain:
        lines += ["", _("打开工作台：https://%(domain)s%(path)s") % {"domain": site.domain, "path": _desk()}]
    lines += ["", _("每个工作日最多一封，没有事就不发。")]
    return subject[:200], "\n".join(lines)


def _desk() -> str:
    return reverse("workbench:tasks")


def _needs(letter: Letter) -> list[str]:
    found = letter.duties
    counts = {
        "overdue": found.overdue if found else 0,
        "soon": found.soon if found else 0,
        "returned": letter.returned,
        "to_sign": letter.to_sign,
        "redated": found.redated if found else 0,
        "review": found.review if found else 0,
    }
    return [str(NEEDS[name] % {"n": n}) for name, n in counts.items() if n]


def _first(found: Digest) -> list[str]:
    lines = []
    for task in found.first:
        title = task.matter_name + (f"（{task.scope}）" if task.scope else "")
        when = presenters.days_text(task.days_left)
        lines.append(f"  · {task.due_on:%Y-%m-%d} {when}　{title}" if task.due_on else f"  · {title}")
    return lines
