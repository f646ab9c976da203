"""The words of the desk of search."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.search.rules.synonyms import Refusal

REFUSALS: Mapping[Refusal, str | Promise] = {
    Refusal.TOO_FEW: gettext_lazy("每组至少要有两个不同的词。"),
    Refusal.TOO_MANY: gettext_lazy("合并以后一组超过20个词，请分成几组。"),
    Refusal.TOO_LONG: gettext_lazy("有的词超过30个字，请改短。"),
    Refusal.QUESTION: gettext_lazy("搜索词是空的，或者超过30个字。"),
    Refusal.NOT_FOUND: gettext_lazy("搜索里没有这个页面。请贴已公开的信息、公开事项或机构的网址。"),
}


def tabs() -> list[tuple[str, str, str, None]]:
    """The three pages of the desk."""
    return [
        ("missed", _("没有结果的搜索"), reverse("workbench:missed"), None),
        ("synonyms", _("同义词"), reverse("workbench:synonyms"), None),
        ("best_bets", _("推荐结果"), reverse("workbench:best_bets"), None),
    ]
