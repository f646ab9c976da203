"""The words of versions: why one was kept, what changed in it, and against what a reviewer reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing import difference_presenters
from gongkai.publishing.models import Version
from gongkai.publishing.queries.comparing import Baseline, Since
from gongkai.publishing.queries.history import PublicVersion
from gongkai.publishing.queries.versions import VersionLine
from gongkai.ui.templatetags.ui import moment

Words = str | Promise
Reason = Version.Reason

SINCE: Final[Mapping[Since, Words]] = {
    Since.SEEN: gettext_lazy("我上次看过以后"),
    Since.ROUND: gettext_lazy("上一轮送审以后"),
    Since.PUBLISHED: gettext_lazy("与已公开的相比"),
}
_OLD: Final[Mapping[Since, Words]] = {
    Since.SEEN: gettext_lazy("您上次看到的（%(at)s）"),
    Since.ROUND: gettext_lazy("上一轮送审的（%(at)s）"),
    Since.PUBLISHED: gettext_lazy("已公开的（%(at)s）"),
}
_PUBLIC_REASONS: Final[Mapping[str, Words]] = {
    Reason.PUBLISHED: gettext_lazy("首次公开"),
    Reason.CORRECTED: gettext_lazy("更正"),
    Reason.PURGED: gettext_lazy("公示期满，撤下名单"),
    Reason.VALIDITY: gettext_lazy("有效期变更"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A version of the desk's list in words."""

    line: VersionLine
    reason: str
    changed: str
    public: str
    is_readable: bool  # by the public


@dataclass(frozen=True, slots=True)
class PublicShown:
    """A published version in words."""

    version: PublicVersion
    reason: str
    told: str


def lines(found: Sequence[VersionLine]) -> list[Shown]:
    """The desk's list in words."""
    return [Shown(line, reason_words(line), changed_words(line), _public(line), line.is_public) for line in found]


def reason_words(line: VersionLine) -> str:
    """Why this version was kept."""
    if line.reason == Reason.RESTORED and line.note:
        return _("恢复第 %(serial)s 次保存的内容") % {"serial": line.note}
    if line.reason == Reason.SUBMITTED:
        return _("第 %(round)s 轮送审") % {"round": line.round}
    return str(Reason(line.reason).label)


def changed_words(line: VersionLine) -> str:
    """What changed in it, in a line."""
    if line.is_first:
        return _("从这里开始")
    if not line.changed:
        return _("内容没有变")
    return _("改了%(parts)s") % {"parts": difference_presenters.changed_words(line.changed)}


def public_lines(found: Sequence[PublicVersion]) -> list[PublicShown]:
    """The public history in words."""
    return [PublicShown(version, public_reason(version.reason), _told(version)) for version in found]


def public_reason(reason: str) -> str:
    """Why a version was published."""
    return str(_PUBLIC_REASONS.get(reason, reason))


def hidden_words(reason: str) -> str:
    """Why a version cannot be read any more; without a reason of its own it was a list whose time was over."""
    if reason:
        return _("这一版已撤下，不再提供。理由：%(reason)s") % {"reason": reason}
    return _("公示期已满，这一版里的名单已撤下，不再提供。")


def baseline_words(baseline: Baseline) -> str:
    """The head of the older side."""
    return str(_OLD[baseline.since]) % {"at": moment(baseline.at)}


def _public(line: VersionLine) -> str:
    if line.number is None:
        return ""
    said = _("公开第 %(number)s 版") % {"number": line.number}
    return said if line.is_public else _("%(said)s（已隐去）") % {"said": said}


def _told(version: PublicVersion) -> str:
    if version.is_hidden:
        return hidden_words(version.hidden_reason)
    if version.is_first or not version.changed:
        return ""
    return _("改了%(parts)s") % {"parts": difference_presenters.changed_words(version.changed)}
