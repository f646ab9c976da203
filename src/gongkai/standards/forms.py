"""The shape of what people type about guidelines and their editions. The actions decide what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.standards import presenters
from gongkai.standards.models import Edition, Field, Guideline
from gongkai.standards.rules.comparison import Proposal
from gongkai.standards.rules.layout import catalogue
from gongkai.tables.questions import Question

LARGEST_FILE = 50 * 1024 * 1024


class ItemFilter(forms.Form):
    """Which items of an edition to list. What cannot be read counts as not given: a list never fails."""

    field = forms.ModelChoiceField(label=_("领域"), queryset=Field.objects.none(), required=False, to_field_name="slug")
    q = forms.CharField(label=_("事项名称"), required=False, max_length=40)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = edition.guideline.fields.all()  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {"field": self.cleaned_data.get("field"), "words": self.cleaned_data.get("q", "")}


class Enforcement(forms.Form):
    """From when an edition holds."""

    in_force_from = forms.DateField(
        label=_("施行日期"),
        required=False,
        help_text=_("文件写明的日期；没有写明可以不填。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Upload(forms.Form):
    """An official table that is to become an edition."""

    guideline = forms.ModelChoiceField(label=_("标准指引"), queryset=Guideline.objects.all())
    label = forms.CharField(label=_("版本名称"), max_length=80, help_text=_("例如“2026年版”。"))
    file = forms.FileField(
        label=_("文件"), help_text=_("xlsx、xls、docx、html 或 csv。先看解读结果，确认后才入库。"), max_length=200
    )

    def __init__(self, *args: Any, guidelines: Iterable[Guideline], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guideline"].choices = [(g.pk, g.title) for g in guidelines]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过50兆，请拆开后分别导入。"))
        return file


class Renames(forms.Form):
    """Which new names are renames of items known before. Nothing is ticked beforehand: a person confirms."""

    renames = forms.MultipleChoiceField(
        label=_("下列事项是否只是改了名称？"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, proposals: Iterable[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = list(proposals)
        self.fields["renames"].choices = [  # type: ignore[attr-defined]
            (p.old.key, f"{presenters.title(p.old)} → {presenters.title(p.new)}") for p in self.proposals
        ]


class ColumnNames(forms.Form):
    """What each column of an unknown header is. The printed header stands beside each choice."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        choices: list[tuple[str, Any]] = [("", _("不读取"))]
        choices += [(column.name, column.title) for column in catalogue().columns]
        for turn, printed in enumerate(question.texts):
            self.fields[f"column_{turn}"] = forms.ChoiceField(
                label=printed or _("第%(number)s列（没有表头）") % {"number": turn + 1},
                choices=choices,
                required=False,
                initial=question.columns[turn] or "",
                help_text=" · ".join(row[turn] for row in question.sample[:3] if turn < len(row))[:120],
            )

    def columns(self) -> list[str | None]:
        return [self.cleaned_data[f"column_{turn}"] or None for turn in range(len(self.question.texts))]
