"""The shape of what officers type. Whether it may be done is for the actions to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gongkai.kernel.numbers import LARGEST_KEY
from gongkai.publishing.models import Information
from gongkai.publishing.queries.desk import interpretable
from gongkai.publishing.rules.prefill import TOPICS


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _topics() -> list[tuple[str, str]]:
    return [("", "—"), *((topic, topic) for topic in TOPICS)]


class Draft(forms.Form):
    """A draft. Only the title is asked for; everything else is filled in or may stay empty."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
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
    summary = forms.CharField(
        label=_("内容概述"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("留空则取正文开头"),
    )
    title_en = forms.CharField(label=_("英文标题"), max_length=400, required=False)

    def __init__(self, *args: Any, piece: Information, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interprets_id"].choices = [("", "—"), *interpretable(piece)]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, piece: Information) -> Draft:
        """The form of a piece as it stands."""
        names = [name for name in cls.base_fields if name != "interprets_id"]
        initial = {name: getattr(piece, name) for name in names} | {"interprets_id": piece.interprets_id or ""}
        return cls(initial=initial, piece=piece)


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
    """What the reader of a draft decides."""

    move = forms.ChoiceField(
        choices=[("sign_off_and_publish", ""), ("sign_off", ""), ("publish", ""), ("send_back", "")]
    )
    reason = forms.CharField(
        label=_("退回意见"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明要改什么；起草人会看到"),
    )


class Withdrawal(forms.Form):
    """Why something is taken off; the public reads it."""

    reason = forms.CharField(
        label=_("撤回理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("会显示在原页面上"),
        error_messages={"required": _("请写明撤回理由")},
    )
