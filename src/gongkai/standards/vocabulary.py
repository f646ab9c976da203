"""The findings of an import in words: what reading a catalogue finds, and what taking it into a guideline adds."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from gongkai.standards import intake, reading_presenters
from gongkai.tables import presenters
from gongkai.tables.findings import Finding
from gongkai.tables.presenters import Explained, Vocabulary

WORDS: Final[Vocabulary] = {
    **reading_presenters.WORDS,
    intake.FIELD_FOREIGN: (
        _("这个表属于“%(field)s”领域，不在所选的标准指引之内"),
        _("请改选相应的标准指引，或把这个表从文件中分出来"),
    ),
    intake.FIELD_UNKNOWN: (_("看不出这个表属于哪个领域"), _("请在表的标题或工作表名称里写明领域名称")),
}


def explain(finding: Finding) -> Explained:
    """A finding as a person reads it."""
    return presenters.explain(finding, WORDS)
