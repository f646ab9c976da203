"""The shape of what officers type. Whether it may be done is for the actions to say."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.kernel.numbers import LARGEST_KEY
from gongkai.publishing import presenters
from gongkai.publishing.editor_forms import DayInput, Draft, Reconciliation, TemplateName
from gongkai.publishing.rules.chains import Stage
from gongkai.publishing.rules.points import Point

__all__ = [
    "DayInput",
    "Draft",
    "Reconciliation",
    "Start",
    "TemplateName",
    "Tick",
    "Upload",
    "Verdict",
    "Withdrawal",
]

VERDICTS = (
    *map(str, Stage),
    "sign_off",
    "sign_off_and_publish",
    "publish",
    "schedule",
    "unschedule",
    "send_back",
    "emergency",
    "stay_kept",
    "reopen",
)


class Upload(forms.Form):
    """One file at a time; several are several posts."""

    file = forms.FileField(label=_("附件"), error_messages={"required": _("请选择文件")})


class Start(forms.Form):
    """For which matter, and which duty of it."""

    matter_id = forms.IntegerField(max_value=LARGEST_KEY)
    duty_id = forms.IntegerField(required=False, max_value=LARGEST_KEY)
    body_id = forms.IntegerField(required=False, max_value=LARGEST_KEY)


class Tick(forms.Form):
    """One element, and whether it is there."""

    element = forms.CharField(max_length=1000)
    is_ticked = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", ""), ("auto", "")], coerce=lambda said: {"yes": True, "no": False}.get(said)
    )


class Verdict(forms.Form):
    """What the reader of a piece decides."""

    move = forms.ChoiceField(choices=[(name, "") for name in VERDICTS])
    ticked = forms.MultipleChoiceField(
        label=_("核对事项"),
        required=False,
        choices=[(str(point), "") for point in Point],
        widget=forms.CheckboxSelectMultiple,
    )
    comment = forms.CharField(label=_("审签意见"), required=False, max_length=500)
    reason = forms.CharField(label=_("理由"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    publish_at = forms.DateTimeField(
        label=_("发布时间"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reassess_on = forms.DateField(label=_("下次评估日期"), required=False, widget=DayInput)


class Note(forms.Form):
    """A note at a place of a piece."""

    place = forms.CharField(label=_("位置"), max_length=40, widget=forms.Select)
    quote = forms.CharField(label=_("所指文字"), required=False, max_length=300)
    text = forms.CharField(
        label=_("要改什么"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明要改什么")},
    )


class Standing(forms.Form):
    """Why a finding may stand."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("放行理由"), max_length=300, error_messages={"required": _("请写明放行的理由")})


class Revision(forms.Form):
    """Which saved state is meant."""

    revision = forms.IntegerField(min_value=0, max_value=LARGEST_KEY)


class Plea(forms.Form):
    """Why a draft is sent although something in it stops it."""

    plea = forms.CharField(label=_("请审核人定夺的理由"), required=False, max_length=300)


class Withdrawal(forms.Form):
    """What kind of reason takes something off, and why; the public reads both."""

    kind = forms.ChoiceField(
        label=_("属于哪种情况"),
        choices=presenters.withdrawal_choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择撤回属于哪种情况")},
    )
    reason = forms.CharField(
        label=_("撤回理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("会显示在原页面上。不要重复不该公开的内容，例如姓名、号码。"),
        error_messages={"required": _("请写明撤回理由")},
    )
