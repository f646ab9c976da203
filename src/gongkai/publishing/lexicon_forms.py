"""The shape of what those who keep the lexicon hand in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.publishing import wording_presenters
from gongkai.publishing.rules.wording.rows import LONGEST

LARGEST_FILE = 10 * 1024 * 1024


class Upload(forms.Form):
    """A new version as a file."""

    name = forms.CharField(label=_("词库名称"), max_length=60, help_text=_("与已有词库同名的，记为它的新一版"))
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("由谁提供、依据什么文件"))
    file = forms.FileField(label=_("词库文件"), help_text=_("csv、xlsx、xls、docx 或网页另存的 html，一行一个词"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过10 MB，请拆成几个词库。"))
        return file


class Search(forms.Form):
    """Which words of a version."""

    q = forms.CharField(label=_("词语或建议"), required=False, max_length=LONGEST)
    kind = forms.ChoiceField(label=_("类别"), required=False)
    level = forms.ChoiceField(label=_("级别"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", wording_presenters.KINDS), ("level", wording_presenters.LEVELS)):
            choices = [("", _("全部")), *((str(code), told) for code, told in words.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice

    def asked(self) -> dict[str, str]:
        """What is looked for; what makes no sense is not heeded."""
        self.is_valid()
        said = self.cleaned_data
        return {"words": said.get("q", ""), "kind": said.get("kind", ""), "level": said.get("level", "")}


class Silence(forms.Form):
    """A word that is a false alarm here, and why."""

    word = forms.CharField(max_length=LONGEST)
    reason = forms.CharField(label=_("停用理由"), max_length=200, error_messages={"required": _("请写明理由")})


class Restore(forms.Form):
    """A word that is looked for again."""

    word = forms.CharField(max_length=LONGEST)


class Leave(forms.Form):
    """Why a word stays in a public piece."""

    reason = forms.CharField(label=_("保留理由"), max_length=200, error_messages={"required": _("请写明理由")})
