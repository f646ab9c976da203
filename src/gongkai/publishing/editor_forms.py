"""What the editor sends: a draft with its metadata, its attribute, and what a list of persons needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.queries import settings_of
from gongkai.publishing import editor_presenters, presenters
from gongkai.publishing.masking.words import PROFILES
from gongkai.publishing.models import Information
from gongkai.publishing.queries.desk import interpretable
from gongkai.publishing.rules import disclosure, markup
from gongkai.publishing.rules.disclosure import BASES, Disclosure, Fault
from gongkai.publishing.rules.prefill import TOPICS

MOST_PUBLICITY_DAYS = 250  # a year of working days


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class GroundSelect(forms.Select):
    """Each ground tells the script which attributes it can bear."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        bears = next((basis.bears for basis in BASES if basis.ground == value), frozenset())
        if bears:
            option["attrs"]["data-bears"] = " ".join(sorted(bears))
        return option


def _topics() -> list[tuple[str, str]]:
    return [("", "—"), *((topic, topic) for topic in TOPICS)]


def _grounds() -> list[tuple[str, str]]:
    return [("", "—"), *((str(basis.ground), editor_presenters.ground_words(basis.ground)) for basis in BASES)]


def _profiles() -> list[tuple[str, str]]:
    return [("", str(_("不是名单"))), *((name, str(words)) for name, words in PROFILES.items())]


class Draft(forms.Form):
    """A draft. Only the title is asked for; everything else is filled in or may stay empty."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label=_("标题"), max_length=300, error_messages={"required": _("请填写标题")})
    html = forms.CharField(label=_("正文"), required=False, widget=forms.Textarea(attrs={"rows": 16}))
    kind = forms.ChoiceField(label=_("信息类别"), choices=Information.Kind.choices)
    document_number = forms.CharField(
        label=_("发文字号"), max_length=60, required=False, help_text=_("如：明政发〔2026〕12号")
    )
    topic = forms.ChoiceField(label=_("主题分类"), choices=lazy(_topics, list), required=False)
    content_source = forms.CharField(label=_("信息来源"), max_length=100, required=False)
    written_on = forms.DateField(label=_("成文日期"), required=False, widget=DayInput)
    effective_on = forms.DateField(label=_("生效日期"), required=False, widget=DayInput)
    expires_on = forms.DateField(label=_("失效日期"), required=False, widget=DayInput)
    validity = forms.ChoiceField(label=_("有效性"), choices=Information.Validity.choices, required=False)
    interprets_id = forms.TypedChoiceField(
        label=_("解读的文件"), required=False, coerce=int, empty_value=None, help_text=_("发布后两处互相链接")
    )
    registration_number = forms.CharField(
        label=_("统一登记号"), max_length=60, required=False, help_text=_("规范性文件才有")
    )
    filing_number = forms.CharField(label=_("备案号"), max_length=60, required=False)
    summary = forms.CharField(
        label=_("内容概述"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("留空则取正文开头"),
    )
    title_en = forms.CharField(label=_("英文标题"), max_length=400, required=False)
    correction_note = forms.CharField(
        label=_("更正说明"), max_length=300, required=False, help_text=_("更正了什么、为什么；公众会看到")
    )
    disclosure = forms.ChoiceField(
        label=_("公开属性"),
        choices=list(editor_presenters.DISCLOSURES.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("不主动公开的依据"), choices=lazy(_grounds, list), widget=GroundSelect, required=False
    )
    ground_note = forms.CharField(
        label=_("理由说明"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("写明属于哪种情形；只在内部留存"),
    )
    reassess_on = forms.DateField(
        label=_("再评估日期"), required=False, widget=DayInput, help_text=_("到期提醒重新审查能否公开")
    )
    list_profile = forms.ChoiceField(
        label=_("名单类型"),
        choices=lazy(_profiles, list),
        required=False,
        help_text=_("决定各栏能否公开、怎样脱敏，并走含个人信息的审签流程"),
    )
    publicity_days = forms.IntegerField(
        label=_("公示工作日数"),
        required=False,
        min_value=1,
        max_value=MOST_PUBLICITY_DAYS,
        help_text=_("期满自动撤下名单；留空则长期公开"),
    )
    totals = forms.CharField(
        label=_("期满后保留的内容"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("如：共发放30户、12600元。不要写个人信息"),
    )

    def __init__(self, *args: Any, piece: Information, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interprets_id"].choices = [("", "—"), *interpretable(piece)]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, piece: Information, *, on: date) -> Draft:
        """The form of a piece as it stands; the day of its re-evaluation proposed."""
        names = [name for name in cls.base_fields if name != "interprets_id"]
        initial = {name: getattr(piece, name) for name in names} | {"interprets_id": piece.interprets_id or ""}
        initial["totals"] = markup.lines_of(piece.totals)
        if piece.reassess_on is None:
            months = settings_of(piece.county, on=on).number("publishing.reassess_months")
            initial["reassess_on"] = disclosure.months_after(on, months)
        return cls(initial=initial, piece=piece)

    def clean(self) -> None:
        """A ground that cannot bear the attribute is refused here; what is only missing yet may be saved."""
        super().clean()
        said = self.cleaned_data
        decision = disclosure.Decision(said.get("disclosure", ""), said.get("ground", ""), "-", date.max)
        if Fault.GROUND_DOES_NOT_BEAR in disclosure.faults(decision, on=date.min):
            self.add_error("ground", str(presenters.FAULTS[Fault.GROUND_DOES_NOT_BEAR]))

    def changes(self) -> dict[str, Any]:
        """What was sent, and nothing else: a field that was not on the page keeps its value."""
        said = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        if said.get("disclosure") == Disclosure.PROACTIVE:
            said |= {"ground": "", "ground_note": "", "reassess_on": None}
        return said


class Reconciliation(forms.Form):
    """What becomes of two texts. `against`: the revision that was shown."""

    choice = forms.ChoiceField(choices=[("merge", ""), ("mine", ""), ("theirs", ""), ("keep_both", "")])
    against = forms.IntegerField(min_value=0)


class TemplateName(forms.Form):
    """Under which name a text is kept to begin with."""

    name = forms.CharField(label=_("模板名称"), max_length=60, error_messages={"required": _("请填写模板名称")})
