"""What is typed about versions: which two to compare, why one must go from the public's history."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.kernel.numbers import LARGEST_KEY


class Comparison(forms.Form):
    """Two versions by their numbers; what is left out is the newest, and the one before."""

    old = forms.IntegerField(label=_("比较第几次"), required=False, min_value=1, max_value=LARGEST_KEY)
    new = forms.IntegerField(label=_("与第几次"), required=False, min_value=1, max_value=LARGEST_KEY)


class PublicComparison(Comparison):
    """The same, of published versions."""

    old = forms.IntegerField(label=_("比较第几版"), required=False, min_value=1, max_value=LARGEST_KEY)
    new = forms.IntegerField(label=_("与第几版"), required=False, min_value=1, max_value=LARGEST_KEY)


class Restoring(forms.Form):
    """From which state of the draft it was asked for."""

    revision = forms.IntegerField(min_value=0, max_value=LARGEST_KEY)


class Hiding(forms.Form):
    """Why an earlier version goes; the public reads it."""

    reason = forms.CharField(
        label=_("隐去理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("会显示在更正记录里。不要重复不该公开的内容，例如姓名、号码。"),
        error_messages={"required": _("请写明隐去理由")},
    )
