"""What readers and the office type. Forms check the shape; actions decide."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import Body
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.website.models import ErrorReport, SiteNotice
from gongkai.website.rules import notices, reports, routing


class OnThisSite:
    """A form that asks for an address of this site, which it knows by its host names."""

    def __init__(self, *args: Any, hosts: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = hosts

    def within(self, typed: str) -> str:
        """The address, if it is ours: the path of a stranger's leads somewhere else here, and nobody would notice."""
        if routing.is_elsewhere(typed, hosts=self.hosts):
            raise forms.ValidationError(_("这是别的网站的地址，这里只能填本站的网页"))
        return typed


class Report(forms.Form):
    """A reader's report of an error. `website` is a trap that only machines fill in."""

    address = forms.CharField(
        label=_("哪个网页"),
        max_length=routing.LONGEST_ADDRESS,
        help_text=_("从页脚进来时已经填好，也可以粘贴网址。"),
        error_messages={"required": _("请填写网页地址，整个网站的问题可以填 /")},
    )
    kind = forms.ChoiceField(
        label=_("哪一类问题"),
        choices=ErrorReport.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一类，拿不准就选“其他”")},
    )
    text = forms.CharField(
        label=_("错在哪里"),
        min_length=reports.SHORTEST_TEXT,
        max_length=reports.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("抄下有错的那句话最好找。请不要写姓名、电话、身份证号等个人信息。"),
        error_messages={"required": _("请写明错在哪里")},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def clean_website(self) -> str:
        """Whoever fills it in does not see the page."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("请刷新页面后再试"))
        return ""


class Settlement(forms.Form):
    """What came of a report."""

    outcome = forms.ChoiceField(
        label=_("办理结果"),
        choices=ErrorReport.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择办理结果")},
    )
    answer = forms.CharField(
        label=_("答复"),
        max_length=reports.LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("读者凭查询码看到。写明改了什么，或者为什么不改。"),
        error_messages={"required": _("请写明答复")},
    )


class Passing(forms.Form):
    """To whom a report goes on, and why."""

    body = forms.ModelChoiceField(
        label=_("转给"), queryset=Body.objects.none(), error_messages={"required": _("请选择机构")}
    )
    note = forms.CharField(
        label=_("转办说明"), max_length=reports.LONGEST_NOTE, error_messages={"required": _("请写明为什么转办")}
    )

    def __init__(self, *args: Any, bodies: BodyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class Reopening(forms.Form):
    """Why a report is taken up again."""

    note = forms.CharField(
        label=_("重新办理的原因"), max_length=reports.LONGEST_NOTE, error_messages={"required": _("请写明原因")}
    )


class NoticeText(OnThisSite, forms.Form):
    """A notice for every page."""

    grade = forms.ChoiceField(
        label=_("级别"), choices=SiteNotice.Grade.choices, widget=forms.RadioSelect, initial=SiteNotice.Grade.NOTICE
    )
    title = forms.CharField(
        label=_("标题"), max_length=notices.LONGEST_TITLE, error_messages={"required": _("请填写标题")}
    )
    text = forms.CharField(
        label=_("内容"), max_length=notices.LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    url = forms.CharField(
        label=_("详情页"), max_length=300, required=False, help_text=_("本站网页的地址，例如 /info/…；没有就留空。")
    )
    since = forms.DateTimeField(
        label=_("开始显示"),
        required=False,
        help_text=_("留空表示马上显示。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("请按 2026-07-01 08:00 的样子填写")},
    )
    until = forms.DateTimeField(
        label=_("停止显示"),
        required=False,
        help_text=_("留空表示一直显示，直到撤下。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("请按 2026-07-01 08:00 的样子填写")},
    )

    def clean_url(self) -> str:
        return self.within(self.cleaned_data["url"])


class TopicText(forms.Form):
    """The name and introduction of a topic."""

    title = forms.CharField(label=_("专题名称"), max_length=60, error_messages={"required": _("请填写名称")})
    title_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    summary = forms.CharField(label=_("简介"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class Adding(OnThisSite, forms.Form):
    """What is added to a topic: its address on this site."""

    address = forms.CharField(
        label=_("信息或者事项的网址"),
        max_length=routing.LONGEST_ADDRESS,
        help_text=_("打开那个网页，复制地址粘贴在这里。"),
        error_messages={"required": _("请粘贴网址")},
    )

    def clean_address(self) -> str:
        return self.within(self.cleaned_data["address"])


class GuideAddress(OnThisSite, forms.Form):
    """Which public piece is the guide."""

    address = forms.CharField(
        label=_("指南的网址"),
        max_length=routing.LONGEST_ADDRESS,
        help_text=_("打开已经公开的指南，复制地址粘贴在这里。"),
        error_messages={"required": _("请粘贴网址")},
    )

    def clean_address(self) -> str:
        return self.within(self.cleaned_data["address"])


class GuideMatter(forms.Form):
    """Under which matter the guide is published."""

    matter = forms.TypedChoiceField(
        label=_("放在哪个事项下"),
        coerce=int,
        help_text=_("指南和其他信息一样，在目录的一个事项下起草、审核、发布。"),
        error_messages={"required": _("请选择事项")},
    )

    def __init__(self, *args: Any, matters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing is chosen beforehand: a guide would end up under whatever matter happens to be the first.
        offered = [("", _("请选择事项")), *matters] if matters else []
        self.fields["matter"].choices = offered  # type: ignore[attr-defined]
