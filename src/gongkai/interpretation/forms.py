"""The shape of what is typed on the room's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.models import Material, Plan
from gongkai.interpretation.presenters import plans as presenters
from gongkai.interpretation.rules import exemption
from gongkai.interpretation.rules.content import Element
from gongkai.publishing.forms import DayInput, Tick


def _choices(words: Any) -> Any:
    return lazy(lambda: [(str(code), str(word)) for code, word in words.items()], list)


class PlanFacts(forms.Form):
    """Who interprets, and why."""

    head = forms.CharField(
        label=_("第一解读人"),
        max_length=60,
        help_text=_("本单位主要负责人，对解读负责"),
        error_messages={"required": _("请写明第一解读人")},
    )
    head_post = forms.CharField(label=_("职务"), max_length=60, required=False)
    interpreter = forms.CharField(
        label=_("具体解读人"), max_length=60, required=False, help_text=_("参加文件起草、熟悉内容的人")
    )
    grounds = forms.MultipleChoiceField(
        label=_("解读的理由"),
        choices=_choices(presenters.GROUNDS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("方案说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("发布渠道、时间安排等"),
    )

    @classmethod
    def of(cls, plan: Plan | None) -> PlanFacts:
        """The form of a plan as it stands."""
        return cls(initial={name: getattr(plan, name) for name in cls.base_fields} if plan else {})


class MaterialFacts(forms.Form):
    """A line of a plan."""

    form = forms.ChoiceField(label=_("解读形式"), choices=_choices(presenters.FORMS))
    title = forms.CharField(
        label=_("材料名称"), max_length=200, error_messages={"required": _("请填写材料名称，例如“一图读懂……”")}
    )
    due_on = forms.DateField(label=_("完成期限"), widget=DayInput, error_messages={"required": _("请填写完成期限")})
    responsible = forms.CharField(label=_("责任人"), max_length=60, error_messages={"required": _("请填写责任人")})

    @classmethod
    def of(cls, material: Material) -> MaterialFacts:
        """The form of a line as it stands."""
        return cls(initial={name: getattr(material, name) for name in cls.base_fields})


class Tied(forms.Form):
    """Which interpretation, written already, a line is."""

    information_id = forms.TypedChoiceField(label=_("已有的解读稿"), coerce=int)

    def __init__(self, *args: Any, loose: tuple[tuple[int, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loose = loose
        self.fields["information_id"].choices = loose  # type: ignore[attr-defined]


class ExemptionFacts(forms.Form):
    """Why a policy goes without."""

    ground = forms.ChoiceField(
        label=_("免予解读的理由"), choices=_choices(presenters.EXEMPTIONS), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("说明"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写清为什么这份文件不必解读；会计入解读情况统计"),
        error_messages={"required": _("请写明为什么不必解读")},
    )

    def clean_ground(self) -> exemption.Ground:
        return exemption.Ground(self.cleaned_data["ground"])


class ElementTick(Tick):
    """One element of the content of an interpretation, and whether it is there."""

    def clean_element(self) -> str:
        element: str = self.cleaned_data["element"]
        if element not in set(Element):
            raise forms.ValidationError("unknown", code="unknown")
        return element


class Period(forms.Form):
    """Which days, and whose policies. What cannot be read counts as not given: a report never fails."""

    since = forms.DateField(label=_("起始日期"), required=False, widget=DayInput)
    until = forms.DateField(label=_("截止日期"), required=False, widget=DayInput)

    def __init__(self, data: Any, *, on: date) -> None:
        year = {"since": on.replace(month=1, day=1), "until": on}
        given = {name: data.get(name) or day.isoformat() for name, day in year.items()}
        super().__init__(given)
        self._year = year

    def chosen(self) -> tuple[date, date]:
        """First and last day; this year so far where nothing was said."""
        self.full_clean()
        since, until = (self.cleaned_data.get(name) or day for name, day in self._year.items())
        return (since, until) if since <= until else (until, since)
