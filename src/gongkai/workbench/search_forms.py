"""The shape of what the office hands in about search: words that mean the same, answers that are fixed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.search.rules.synonyms import Refusal, groups_in
from gongkai.workbench.search_presenters import REFUSALS

LARGEST_FILE = 1024 * 1024
MOST_GROUPS = 1000
# The apostrophe with which our own file keeps a spreadsheet from reckoning with a word.
_ESCAPED = re.compile(r"(?<![^,\n])'(?=[=+\-@])")


class Words(forms.Form):
    """One group."""

    words = forms.CharField(
        label=_("意思相同的词"), max_length=600, help_text=_("用顿号或逗号分开，例如：低保、最低生活保障")
    )

    def group(self) -> list[str]:
        """The words that were typed."""
        return [word for line in groups_in(self.cleaned_data["words"]) for word in line]


class WordsFile(forms.Form):
    """Many groups as a file."""

    file = forms.FileField(label=_("同义词文件"), help_text=_("csv 或 txt，一行一组，词与词之间用逗号分开"))

    def clean_file(self) -> list[list[str]]:
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过1 MB，请拆成几个文件。"))
        content: bytes = file.read()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030", "replace")
        groups = groups_in(_ESCAPED.sub("", text))
        if not groups:
            raise forms.ValidationError(_("文件里没有词语。"))
        if len(groups) > MOST_GROUPS:
            raise forms.ValidationError(_("一次最多导入1000组。"))
        return groups


class BestBet(forms.Form):
    """An answer for a question."""

    question = forms.CharField(label=_("搜索词"), max_length=60, help_text=_("读者输入的原话"))
    url = forms.CharField(
        label=_("排在最前的页面"), max_length=400, help_text=_("把要推荐的信息、事项或机构的网址贴在这里")
    )

    def clean_url(self) -> str:
        """The path alone: the county's pages are known by it under any of its hosts."""
        given: str = self.cleaned_data["url"]
        try:
            return urlsplit(given.strip()).path
        except ValueError as error:  # http://[ and the like
            raise forms.ValidationError(str(REFUSALS[Refusal.NOT_FOUND])) from error
