"""The words of the daily digest. Plain text: what waits, the first of it, where to go."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.duties.queries import Digest
from gongkai.ui.chrome import Site
from gongkai.ui.templatetags.ui import day
from gongkai.workbench import presenters
from gongkai.workbench.queries.digests import Letter


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
    counted = [
        (found.overdue if found else 0, lambda n: ngettext("%(n)s项任务逾期", "%(n)s项任务逾期", n)),
        (found.soon if found else 0, lambda n: ngettext("%(n)s项任务即将到期", "%(n)s项任务即将到期", n)),
        (letter.returned, lambda n: ngettext("%(n)s篇稿件退回修改", "%(n)s篇稿件退回修改", n)),
        (letter.to_sign, lambda n: ngettext("%(n)s篇稿件等您审签", "%(n)s篇稿件等您审签", n)),
        (found.redated if found else 0, lambda n: ngettext("%(n)s项日期待确认", "%(n)s项日期待确认", n)),
        (found.review if found else 0, lambda n: ngettext("%(n)s项长期公开内容待复核", "%(n)s项长期公开内容待复核", n)),
    ]
    return [words(n) % {"n": n} for n, words in counted if n]


def _first(found: Digest) -> list[str]:
    lines = []
    for task in found.first:
        title = task.matter_name + (f"（{task.scope}）" if task.scope else "")
        when = presenters.days_text(task.days_left)
        lines.append(f"  · {task.due_on:%Y-%m-%d} {when}　{title}" if task.due_on else f"  · {title}")
    return lines
