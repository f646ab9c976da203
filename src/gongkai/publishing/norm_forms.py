"""What is typed about the validity of documents: which ones, what happens to them, on what it rests."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.kernel.numbers import LARGEST_KEY
from gongkai.organisations.models import Body, County
from gongkai.publishing.actions import Basis
from gongkai.publishing.editor_forms import DayInput
from gongkai.publishing.models import CleanUpLine, Information, ValidityChange
from gongkai.publishing.queries.norms import Wanted, found_as_basis, names_an_address, offered_as_basis
from gongkai.publishing.rules.validity import ENDINGS, Act
from gongkai.ui.languages import either

LONGEST_WORDS = 60


class SuggestedInput(forms.TextInput):
    """A line with suggestions: the documents that it may name."""

    def __init__(self) -> None:
        super().__init__()
        self.suggested: tuple[tuple[str, str], ...] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        list_id = f"{name}-offered"
        line = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.suggested)
        return format_html('{}<datalist id="{}">{}</datalist>', line, list_id, options)


class _Resting(forms.Form):
    """What rests on another document."""

    basis = forms.CharField(
        label=_("依据文件"),
        max_length=300,
        widget=SuggestedInput(),
        help_text=_("填发文字号、完整标题或页面地址。本县已公开的会互相链接；上级或其他地方的按所填文字登记。"),
        error_messages={"required": _("请写明依据文件")},
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("会显示在文件的公开页面上"),
    )

    def __init__(self, *args: Any, county: County, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county = county
        self.fields["basis"].widget.suggested = offered_as_basis(county)

    def clean_basis(self) -> Basis:
        said: str = self.cleaned_data["basis"]
        found = found_as_basis(self.county, said)
        if len(found) > 1:
            raise forms.ValidationError(_("有几件文件都叫这个名称或者用这个文号，请填要用的那一件的页面地址"))
        if not found and names_an_address(said):
            raise forms.ValidationError(_("这个地址没有公开的文件，请核对地址，或者改填文号、标题"))
        return Basis(information_id=found[0].pk) if found else Basis(text=said)


class Ending(_Resting):
    """That documents are amended, repealed or declared to have lapsed, from a day on."""

    act = forms.TypedChoiceField(
        label=_("变更"),
        choices=[(str(act), ValidityChange.Act(str(act)).label) for act in ENDINGS],
        coerce=Act,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择修改、废止或宣布失效")},
    )
    on = forms.DateField(
        label=_("自何日起"),
        widget=DayInput,
        help_text=_("可以填将来的日期，到那一天自动变更"),
        error_messages={"required": _("请填写从哪一天起")},
    )
    field_order = ("act", "basis", "on", "note")


class Extension(_Resting):
    """That a document holds longer."""

    expires_on = forms.DateField(
        label=_("新的失效日期"),
        widget=DayInput,
        help_text=_("从这一天起不再有效"),
        error_messages={"required": _("请填写新的失效日期")},
    )
    field_order = ("expires_on", "basis", "note")


class Filing(forms.Form):
    """Number and day of a filing."""

    filing_number = forms.CharField(label=_("备案号"), max_length=60, error_messages={"required": _("请填写备案号")})
    filed_on = forms.DateField(label=_("备案日期"), widget=DayInput, error_messages={"required": _("请填写备案日期")})


class Revocation(forms.Form):
    """Which change was put down wrongly, and why. The change is the one that the page showed."""

    change_id = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("撤销登记的理由"),
        max_length=300,
        help_text=_("撤销延长的，理由会显示在公开的更正记录里"),
        error_messages={"required": _("请写明理由")},
    )


class Proposal(forms.Form):
    """What shall become of one document."""

    proposal = forms.ChoiceField(
        label=_("清理意见"),
        choices=CleanUpLine.Proposal.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择清理意见")},
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False, help_text=_("公布清理结果时一并向社会公开"))


class NormFilters(forms.Form):
    """Which documents are shown. What cannot be read counts as not given: a list never fails."""

    words = forms.CharField(label=_("标题或文号"), required=False)
    body = forms.ChoiceField(label=_("制发单位"), required=False)
    kind = forms.ChoiceField(
        label=_("文件类别"),
        required=False,
        choices=lazy(
            lambda: [
                ("", gettext("全部")),
                *((kind.value, str(kind.label)) for kind in (Information.Kind.NORMATIVE, Information.Kind.POLICY)),
            ],
            list,
        ),
    )

    def __init__(self, data: Any, *, bodies: list[Body], states: Collection[str]) -> None:
        super().__init__(data)
        self.states = states
        named = [(body.slug, either(body.short_name, body.name_en)) for body in bodies]
        self.fields["body"].choices = [("", _("全部")), *named]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What the lists are asked for; the state stands in the address, chosen by a chip."""
        self.full_clean()
        said = self.cleaned_data
        state = self.data.get("state", "")
        return Wanted(
            state=state if state in self.states else "",
            body=said.get("body", ""),
            kind=said.get("kind", ""),
            words=said.get("words", "").strip()[:LONGEST_WORDS],
        )


def ending_of(act: str, *, county: County, on: date) -> Ending:
    """The form as the button that was pressed begins it."""
    known = act if act in {str(one) for one in ENDINGS} else ""
    return Ending(county=county, initial={"act": known, "on": on})
