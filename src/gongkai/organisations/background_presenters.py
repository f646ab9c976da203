"""The words for long work: what it is, how far it is, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.kernel import background
from gongkai.kernel.background import State, Told
from gongkai.kernel.models import BackgroundWork
from gongkai.kernel.progress import Progress, Stage

STAGES = {
    Stage.READING: gettext_lazy("正在读取"),
    Stage.WORKING_OUT: gettext_lazy("正在计算"),
    Stage.WRITING: gettext_lazy("正在写入"),
}
LEVELS = {State.DONE: messages.SUCCESS, State.REFUSED: messages.ERROR, State.FAILED: messages.ERROR}
TONES = {State.DONE: "success", State.REFUSED: "warning", State.FAILED: "error"}
# A worker looks every two seconds; when nobody has come for so long, none is running.
NOBODY_CAME_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of work as the page shows it."""

    pk: int
    title: str
    state: str
    asked_at: datetime
    ended_at: datetime | None
    stage: str
    progress: Progress | None
    is_unattended: bool
    sentence: str
    url: str
    tone: str

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


def seen(work: BackgroundWork, *, at: datetime) -> Seen:
    """A piece of work in words."""
    progress = background.progress_of(work)
    told = _told(work)
    return Seen(
        pk=work.pk,
        title=background.kind_of(work).title(work),
        state=work.state,
        asked_at=work.asked_at,
        ended_at=work.ended_at,
        stage=str(STAGES[progress.stage]) if progress else "",
        progress=progress,
        is_unattended=work.state == State.PENDING and at - work.asked_at > NOBODY_CAME_AFTER,
        sentence=told.sentence,
        url=told.url,
        tone=TONES.get(State(work.state), "info"),
    )


def _told(work: BackgroundWork) -> Told:
    told = background.kind_of(work).told(work)
    if work.state == State.FAILED:
        sentence = _("没有做完，可以放心再试一次。仍然不行，请把编号 %(number)s 告诉管理员。")
        return Told(sentence % {"number": work.pk}, told.url)
    return told
