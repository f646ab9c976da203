"""The shape of what is typed about policies from above."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.models import PolicyLink, PolicyMatch, UpperPolicy
from gongkai.interpretation.rules.upper import Facts, Tier
from gongkai.kernel.numbers import LARGEST_KEY
from gongkai.organisations.models import Body
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.publishing.models import Information

LARGEST_FILE = 20 * 1024 * 1024
_URL_WRONG = {"invalid": _("网址不完整，请从浏览器地址栏整段复制")}


class Moment(forms.DateTimeField):
    """A day and a time, with the browser's own clock."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A living body of the county, by its short name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Body.objects.none(), to_field_name="slug", **options)

    def label_from_instance(self, body: Any) -> str:
        return str(body.short_name)


def link_field(label: Any, **options: Any) -> forms.URLField:
    """An address of the web."""
    widget = forms.URLInput(attrs={"placeholder": "https://"})
    return forms.URLField(
        label=label, max_length=500, assume_scheme="https", widget=widget, error_messages=_URL_WRONG, **options
    )


class Policy(forms.Form):
    """A policy that came in neither by feed nor by table."""

    title = forms.CharField(label=_("标题"), max_length=300)
    issuer = forms.CharField(label=_("发文机关"), max_length=100)
    tier = forms.ChoiceField(label=_("发布层级"), choices=UpperPolicy.Tier.choices, widget=forms.RadioSelect)
    published_at = Moment(label=_("上级发布时间"), help_text=_("转载时限从这时起算。"))
    number = forms.CharField(label=_("发文字号"), max_length=60, required=False)
    url = link_field(_("原文网址"), required=False)
    topic = forms.CharField(
        label=_("主题"), max_length=60, required=False, help_text=_("与公开领域同名时，会列出该领域的事项。")
    )
    text = forms.CharField(
        label=_("内容概述"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def facts(self) -> Facts:
        """What the action is handed."""
        data = dict(self.cleaned_data)
        return Facts(tier=Tier(data.pop("tier")), **data)


class Upload(forms.Form):
    """A table of policies."""

    file = forms.FileField(label=_("表格文件"), help_text=_("xlsx、csv、docx 或网页文件"))

    def clean_file(self) -> Any:
        """Not larger than anybody's table of policies."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过 20 MB。"))
        return file


class Judgement(forms.Form):
    """Whether a matter is concerned."""

    match = forms.IntegerField(max_value=LARGEST_KEY)
    is_relevant = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")


class MatterNumber(forms.Form):
    """A matter that nothing proposed."""

    number = forms.IntegerField(
        label=_("事项编号"), min_value=1, max_value=LARGEST_KEY, help_text=_("在事项页面的地址里，例如 /matters/12/。")
    )


class Assignment(forms.Form):
    """Which body sees to it."""

    body = BodyChoice(label=_("承办单位"))

    def __init__(self, *args: Any, bodies: BodyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class RelayStart(forms.Form):
    """Under which matter a relay is written, and by which body."""

    matter_id = forms.TypedChoiceField(label=_("发布在哪个事项下"), coerce=int)
    body = BodyChoice(label=_("发布单位"))

    def __init__(self, *args: Any, matches: Iterable[PolicyMatch], bodies: BodyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(m.matter_id, m.matter.name) for m in matches if m.verdict != PolicyMatch.Verdict.REJECTED]
        self.fields["matter_id"].choices = choices  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class PieceLink(forms.Form):
    """A piece of ours, by its address or its public id."""

    piece = forms.CharField(
        label=_("本县信息的网址或编号"), max_length=300, help_text=_("从公开页面的地址复制，例如 /info/ab12cd34ef/。")
    )
    role = forms.ChoiceField(label=_("关系"), choices=PolicyLink.Role.choices, widget=forms.RadioSelect)

    def clean_piece(self) -> str:
        """The public id in whatever was pasted."""
        pasted = str(self.cleaned_data["piece"]).strip().rstrip("/")
        return pasted.rsplit("/", 1)[-1]

    def found(self, county_id: int) -> int:
        """The key of the piece; 0 where there is none, which the action refuses."""
        pieces = Information.objects.filter(county_id=county_id, public_id=self.cleaned_data["piece"])
        return pieces.values_list("pk", flat=True).first() or 0


class LinkOnly(forms.Form):
    """A link instead of a relay."""

    url = link_field(_("链接到"))


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由")},
    )
