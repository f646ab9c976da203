"""What is typed about deliveries and channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.channels.actions import ChannelFields
from gongkai.channels.models import Channel
from gongkai.channels.rules.kinds import FORMS, OWN, Kind
from gongkai.kernel.numbers import LARGEST_KEY
from gongkai.organisations.models import Body, User
from gongkai.publishing.queries.deliveries import Wanted
from gongkai.publishing.rules.channel_keys import CARRIERS
from gongkai.standards.rules.layout_channels import CHANNELS

LONGEST_TEXT = 100_000


class Filters(forms.Form):
    """A list of deliveries by channel; the state stands in the chips."""

    channel = forms.ChoiceField(label=_("渠道"), required=False)
    state = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channels: Sequence[Channel], states: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = states
        named = [(str(one.pk), one.name) for one in channels]
        self.fields["channel"].choices = [("", _("全部渠道")), *named]  # type: ignore[attr-defined]  # a choice

    def wanted(self) -> Wanted:
        """What was asked for; what makes no sense is not asked for."""
        self.is_valid()
        said = self.cleaned_data
        channel, state = said.get("channel") or "", said.get("state") or ""
        number = int(channel) if channel.isdigit() and int(channel) <= LARGEST_KEY else None
        return Wanted(state=state if state in self.states else "", channel=number)


class Confirmation(forms.Form):
    """Where it stands now, or what proves it."""

    url = forms.CharField(label=_("发布后的网址"), required=False, max_length=500)
    proof = forms.CharField(
        label=_("凭据"),
        required=False,
        max_length=300,
        help_text=_("没有网址的，写明地点、时间和凭据，例如“村委会公开栏，11月30日张贴，照片存档”。"),
    )
    text = forms.CharField(
        label=_("渠道上的文字"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("粘贴渠道上显示的文字，会与公开页面比对，查出不一致的地方。"),
    )


class Removal(forms.Form):
    """What proves that it is gone."""

    proof = forms.CharField(
        label=_("撤下的凭据"),
        max_length=300,
        help_text=_("写明何时、由谁、怎样撤下，例如“11月30日已删除公众号文章”。"),
    )


class Comparison(forms.Form):
    """What was found at the other end."""

    text = forms.CharField(label=_("渠道上的文字"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}))


class ChannelForm(forms.Form):
    """The settings of one channel; which there are depends on its kind."""

    name = forms.CharField(label=_("名称"), max_length=60)
    to = forms.CharField(label=_("收件邮箱"), max_length=500, help_text=_("几个邮箱用逗号隔开。不要填群众的个人邮箱。"))
    app_id = forms.CharField(label=_("公众号 AppID"), max_length=60)
    author = forms.CharField(label=_("文章署名"), max_length=16, required=False)
    cover = forms.CharField(
        label=_("封面的永久素材编号"),
        max_length=120,
        required=False,
        help_text=_("留空时自动上传一张素色封面。"),
    )
    url = forms.CharField(label=_("接口网址"), max_length=300, help_text=_("须用 https。"))
    secret = forms.CharField(
        label=_("密钥"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "加密保存，以后不再显示。也可填 env:GONGKAI_CHANNEL_… ，从服务器环境变量读取。修改时留空表示不变。"
        ),
    )
    carriers = forms.MultipleChoiceField(
        label=_("对应的公开载体"),
        required=False,
        choices=[(name, name) for name in CHANNELS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("目录行写了其中任何一种载体，发布时就送到这个渠道；一种都不选，所有信息都送。"),
    )
    body = forms.ModelChoiceField(
        label=_("只用于此机构"), queryset=Body.objects.none(), required=False, empty_label=_("全县通用")
    )
    owner_body = forms.ModelChoiceField(
        label=_("负责机构"), queryset=Body.objects.none(), required=False, empty_label=_("发布信息的机构")
    )
    owner = forms.ModelChoiceField(
        label=_("负责人"), queryset=User.objects.none(), required=False, empty_label=_("不指定")
    )

    def __init__(self, *args: Any, kind: Kind, bodies: QuerySet[Body], people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        form = FORMS[kind]
        for name in {"to", "app_id", "author", "cover", "url"} - {*form.needs, *form.may}:
            del self.fields[name]
        if not form.has_secret:
            del self.fields["secret"]
        if kind in OWN:
            del self.fields["carriers"], self.fields["body"]
        for name in ("body", "owner_body"):
            if name in self.fields:
                self.fields[name].queryset = bodies  # type: ignore[attr-defined]  # a model choice
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def said(self) -> ChannelFields:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        chosen = {name: data[name].pk for name in ("body", "owner_body", "owner") if data.get(name)}
        return ChannelFields(
            kind=self.kind,
            name=data["name"],
            body_id=chosen.get("body"),
            owner_body_id=chosen.get("owner_body"),
            owner_id=chosen.get("owner"),
            carriers=data.get("carriers", ()),
            options={name: data[name] for name in ("to", "app_id", "author", "cover", "url") if name in data},
            secret=data.get("secret", ""),
        )


def initial_of(channel: Channel | None, *, kind: Kind) -> dict[str, Any]:
    """What the form shows at first: what is kept, or what a new channel of this kind usually serves."""
    if channel is None:
        return {"carriers": list(CARRIERS.get(kind, ()))}
    return {
        "name": channel.name,
        "carriers": channel.carriers,
        "body": channel.body_id,
        "owner_body": channel.owner_body_id,
        "owner": channel.owner_id,
        **channel.options,
    }
