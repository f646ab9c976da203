"""What a subscriber types."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.channels.models import Subscriber


class Subscription(forms.Form):
    """An address, how often, and what for."""

    to = forms.CharField(widget=forms.HiddenInput, max_length=80)
    address = forms.EmailField(
        label=_("邮箱"),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("请填写邮箱"), "invalid": _("邮箱格式不对，应类似 name@example.com")},
    )
    frequency = forms.ChoiceField(
        label=_("多久发一次"),
        choices=Subscriber.Frequency.choices,
        initial=Subscriber.Frequency.DAILY,
        widget=forms.RadioSelect,
    )


class Frequency(forms.Form):
    """How often."""

    frequency = forms.ChoiceField(label=_("多久发一次"), choices=Subscriber.Frequency.choices, widget=forms.RadioSelect)
