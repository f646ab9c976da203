"""The shape of what an officer types at her desk. The actions decide what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from gongkai.duties.queries import Registrable, SignableDuty, TaskKind
from gongkai.kernel import clock
from gongkai.kernel.numbers import LARGEST_KEY, primary_key
from gongkai.organisations.models import Body, County
from gongkai.standards.models import Field
from gongkai.ui.languages import either
from gongkai.workbench import presenters
from gongkai.workbench.queries.cockpit import UNSETTLED
from gongkai.workbench.queries.desk import Pile

# A day outside these has a mistyped year, and near the end of all years no limit can be reckoned.
EARLIEST, LATEST = date(1949, 10, 1), date(2099, 12, 31)
_YEAR_WRONG = _("请核对年份。")
_OF_OUR_TIMES = (MinValueValidator(EARLIEST, _YEAR_WRONG), MaxValueValidator(LATEST, _YEAR_WRONG))


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A date with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=_OF_OUR_TIMES, **options)


class PeriodList(forms.Form):
    """Which duties one signature closes: all of the list, unless some are unticked."""

    duties = forms.TypedMultipleChoiceField(
        label=_("本次签字的事项"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: Sequence[SignableDuty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A duty that was settled meanwhile must reach the action, which then refuses and says so.
        sent = self.data.getlist("duties") if self.is_bound else []  # type: ignore[attr-defined]
        known = dict.fromkeys([line.id for line in lines] + [pk for pk in map(primary_key, sent) if pk])
        self.fields["duties"].choices = [(pk, pk) for pk in known]  # type: ignore[attr-defined]

    def ticked(self) -> set[int]:
        """What stands ticked: everything at first, then what the officer left ticked."""
        if not self.is_bound:
            return {int(pk) for pk, _label in self.fields["duties"].choices}  # type: ignore[attr-defined]
        return {pk for pk in map(primary_key, self.data.getlist("duties")) if pk}  # type: ignore[attr-defined]


class Event(forms.Form):
    """That information was formed or changed."""

    start = forms.ChoiceField(label=_("发生了什么"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("名称"), max_length=300, help_text=_("文件标题、项目名称、批次等，让同事一看就知道是哪一件。")
    )
    occurred_on = day_field(_("发生日期"), help_text=_("时限从这一天起算，这一天本身不计。"))

    def __init__(self, *args: Any, matter: Registrable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {str(place): choice for place, choice in enumerate(matter.choices)}
        start = self.fields["start"]
        start.choices = [  # type: ignore[attr-defined]
            (place, presenters.trigger_text(choice.trigger, choice.scope)) for place, choice in self.choices.items()
        ]
        if len(self.choices) == 1:
            start.initial = "0"

    def chosen(self) -> dict[str, Any]:
        """What the action is handed."""
        choice = self.choices[self.cleaned_data["start"]]
        return {
            "trigger": choice.trigger,
            "scope": choice.scope,
            "occurred_on": self.cleaned_data["occurred_on"],
            "title": self.cleaned_data["title"],
        }


class ExternalAddress(forms.Form):
    """A page elsewhere that fulfils the duty. Title and day: what the officer says counts before the page's own."""

    url = forms.URLField(
        label=_("网址"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("信息已经公开在别处（部门网站、省级平台）时登记它的网址。"),
        error_messages={"invalid": _("这不像一个完整的网址，请从浏览器地址栏整段复制。")},
    )
    title = forms.CharField(label=_("标题"), max_length=300, required=False, help_text=_("不填就用网页自己的标题。"))
    published_on = day_field(_("公开日期"), required=False, help_text=_("不填就用网页上写的日期，没有写就记今天。"))

    def clean_published_on(self) -> date | None:
        """A day to come would make the duty fulfilled before it is."""
        day: date | None = self.cleaned_data["published_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("公开日期不能在今天之后。"))
        return day


class Reason(forms.Form):
    """Why: of a waiver, or of opening a duty again."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明理由。")},
    )


class ExplanationText(forms.Form):
    """What a body says of its delay."""

    text = forms.CharField(
        label=_("说明内容"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明没有按时公开的原因和预计公开的时间。公众看得到，不要写个人信息。"),
        error_messages={"required": _("请写明说明内容。")},
    )


class RefusalNote(forms.Form):
    """Why a request is not granted."""

    note = forms.CharField(
        label=_("答复意见"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("不同意时请写明意见，申请人才知道怎么办。")},
    )


_STATES = (
    TaskKind.OVERDUE,
    TaskKind.SOON,
    TaskKind.DUE,
    TaskKind.UPCOMING,
    TaskKind.REMINDER,
    TaskKind.REVIEW,
    TaskKind.REDATED,
    TaskKind.FULFILLED,
    TaskKind.LATE,
    TaskKind.NIL,
    TaskKind.WAIVED,
)


class DutyFilter(forms.Form):
    """Which duties to list. What cannot be read counts as not given: a list never fails."""

    field = forms.ModelChoiceField(label=_("领域"), queryset=Field.objects.none(), to_field_name="slug", required=False)
    body = forms.ModelChoiceField(label=_("单位"), queryset=Body.objects.none(), to_field_name="slug", required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    kind = forms.ChoiceField(label=_("种类"), required=False)
    matter = forms.IntegerField(required=False, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    day = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("全部"))]
        words = {**presenters.CONDITIONS, "redated": presenters.PILES[Pile.REDATED]}
        choices: dict[str, Any] = {
            "state": [("", _("当前待办")), *((str(kind), words[str(kind)]) for kind in _STATES)],
            "kind": every + list(presenters.KINDS.items()),
        }
        for key, options in choices.items():
            self.fields[key].choices = options  # type: ignore[attr-defined]
        for key, found in (("field", Field.objects.order_by("number")), ("body", bodies.listed())):
            self.fields[key].queryset = found  # type: ignore[attr-defined]
            self.fields[key].empty_label = every[0][1]  # type: ignore[attr-defined]
        self.fields["field"].label_from_instance = _field_label  # type: ignore[attr-defined]
        self.fields["body"].label_from_instance = _body_label  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The filter as far as it can be read."""
        self.full_clean()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}


class RowChoice(forms.Form):
    """Which rows of the cockpit to list."""

    field = forms.SlugField(required=False)
    body = forms.SlugField(required=False)
    matter = forms.IntegerField(required=False, max_value=LARGEST_KEY)
    state = forms.ChoiceField(
        required=False,
        choices=[(state, state) for state in ("", "disclosed", "due", "overdue", "nil", UNSETTLED)],
    )

    def chosen(self) -> dict[str, Any]:
        """The filter as far as it can be read."""
        self.full_clean()
        found = self.cleaned_data
        return {
            "field_slug": found.get("field") or "",
            "body_slug": found.get("body") or "",
            "matter_number": found.get("matter"),
            "state": found.get("state") or "",
        }


class RecordChoice(forms.Form):
    """Which entries of the record to list."""

    month = forms.ChoiceField(label=_("月份"), required=False)
    kind = forms.ChoiceField(label=_("动作"), required=False)
    subject = forms.ChoiceField(label=_("对象"), required=False)
    q = forms.CharField(label=_("名称或操作人"), required=False, max_length=60)

    def __init__(self, *args: Any, months: Any, kinds: Any, subjects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, options in (("month", months), ("kind", kinds), ("subject", subjects)):
            self.fields[key].choices = options  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """One part of the filter as far as it can be read."""
        return str(self.cleaned_data.get(name) or "")


def _field_label(field: Field) -> str:
    return str(presenters.name(field.seed_name, field.name_en))


def _body_label(body: Body) -> str:
    return str(presenters.name(body.short_name, body.name_en))


class OverdueShowingChoice(forms.Form):
    """From when the public sees what is overdue in a field, and why from then."""

    field = forms.ChoiceField(label=_("领域"), required=False)
    shown_from = day_field(_("公开逾期的起始日期"), help_text=_("从这一天起，公众看到“已逾期”。"))
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, county: County, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = Field.objects.filter(matters__county=county).distinct().order_by("number")
        self.known = {str(field.pk): field for field in fields}
        named = [(pk, either(field.seed_name, field.name_en)) for pk, field in self.known.items()]
        self.fields["field"].choices = [("", _("其他全部领域")), *named]  # type: ignore[attr-defined]

    def clean_field(self) -> Field | None:
        """The field itself; None: all others."""
        return self.known.get(self.cleaned_data["field"])
