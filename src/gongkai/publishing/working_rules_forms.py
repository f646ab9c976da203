"""What a county adds to its working rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.publishing.actions.ruling import LONGEST_SUPPLEMENT


class Adoption(forms.Form):
    """The county's own articles."""

    supplement = forms.CharField(
        label=_("补充规定"),
        required=False,
        max_length=LONGEST_SUPPLEMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("每行一条，接在正文后面连续编号。正文按现行设定生成，要改正文先改设定。"),
    )
