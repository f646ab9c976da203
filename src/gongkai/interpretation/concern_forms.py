"""The shape of what is typed about concerns and questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.models import Concern, ConcernStep
from gongkai.interpretation.presenters import concerns as presenters
from gongkai.interpretation.relay_forms import BodyChoice, Moment, link_field
from gongkai.interpretation.rules.clocks import Level
from gongkai.interpretation.rules.concerns import Decision, Truth
from gongkai.interpretation.rules.questions import LONGEST_ANSWER, LONGEST_QUESTION, SHORTEST_QUESTION
from gongkai.organisations.querysets import BodyQuerySet
from gongkai.publishing.models import Information

Said = ConcernStep.Said


def _choices(words: Any) -> Any:
    return lazy(lambda: [(str(code), str(word)) for code, word in words.items()], list)


def _note(label: Any, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=2000, widget=widget, **options)


class Clue(forms.Form):
    """A clue as it is entered."""

    title = forms.CharField(label=_("关切事项"), max_length=200, help_text=_("一句话说清谁关切什么。"))
    level = forms.ChoiceField(
        label=_("级别"), choices=Concern.Level.choices, widget=forms.RadioSelect, initial=Concern.Level.OPINION
    )
    body = BodyChoice(label=_("责任单位"), help_text=_("涉事的部门或地方是第一责任主体。"))
    discovered_at = Moment(label=_("发现时间"))
    event_at = Moment(
        label=_("事发时间"), required=False, help_text=_("知道就填。两个时间中较早的起算，县里另有设置的除外。")
    )
    source = forms.CharField(label=_("线索来源"), max_length=100, required=False)
    source_url = link_field(_("线索网址"), required=False)
    summary = _note(_("反映的情况"), required=False)
    policy = forms.CharField(label=_("涉及的文件"), max_length=300, required=False, help_text=_("本县信息的网址或编号"))
    project = forms.CharField(label=_("涉及的项目"), max_length=200, required=False)

    def __init__(self, *args: Any, bodies: BodyQuerySet, county_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.county_id = county_id
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def clean_policy(self) -> Information | None:
        """The piece in whatever was pasted."""
        pasted = str(self.cleaned_data["policy"]).strip().rstrip("/").rsplit("/", 1)[-1]
        if not pasted:
            return None
        found: Information | None = Information.objects.filter(county_id=self.county_id, public_id=pasted).first()
        if found is None:
            raise forms.ValidationError(_("本县没有这件信息"))
        return found

    def told(self) -> dict[str, Any]:
        """What the action is handed."""
        return {**self.cleaned_data, "level": Level(self.cleaned_data["level"])}


class Verify(forms.Form):
    """Whether it is so."""

    truth = forms.TypedChoiceField(
        label=_("核实结论"), choices=_choices(presenters.TRUTHS), coerce=Truth, widget=forms.RadioSelect
    )
    note = _note(_("怎么核实的"), error_messages={"required": _("请写明理由")})


class Decide(forms.Form):
    """What is done about it."""

    decision = forms.TypedChoiceField(
        label=_("研判结论"), choices=_choices(presenters.DECISIONS), coerce=Decision, widget=forms.RadioSelect
    )
    body = BodyChoice(label=_("转请哪个单位"), required=False)
    note = _note(_("理由"), required=False, help_text=_("除予以回应外，都要写明理由。"))

    def __init__(self, *args: Any, bodies: BodyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class Say(forms.Form):
    """What was said in public."""

    said = forms.ChoiceField(
        label=_("发布形式"),
        choices=[(Said.WORD.value, Said.WORD.label), (Said.PRESS.value, Said.PRESS.label)],
        widget=forms.RadioSelect,
    )
    said_at = Moment(label=_("发布时间"))
    url = link_field(_("发布网址"), required=False)
    note = _note(_("说了什么"), required=False)


class Answer(forms.Form):
    """An answer that was given elsewhere."""

    said_at = Moment(label=_("回应时间"))
    url = link_field(_("回应网址"))
    note = _note(_("说明"), required=False)


class StartAnswer(forms.Form):
    """A piece of our own that is to answer."""

    said = forms.ChoiceField(
        label=_("用来"), choices=[(s.value, s.label) for s in Said if s.value], widget=forms.RadioSelect
    )
    matter_id = forms.TypedChoiceField(label=_("发布在哪个事项下"), coerce=int)

    def __init__(self, *args: Any, matters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter_id"].choices = matters  # type: ignore[attr-defined]


class Grade(forms.Form):
    """Another level."""

    level = forms.TypedChoiceField(
        label=_("级别"), choices=Concern.Level.choices, coerce=Level, widget=forms.RadioSelect
    )
    note = _note(_("理由"), error_messages={"required": _("请写明理由")})


class Note(forms.Form):
    """Why, or what came of it."""

    note = _note(_("说明"), error_messages={"required": _("请写明理由")})


class OptionalNote(forms.Form):
    """A word, if one likes."""

    note = _note(_("说明"), required=False)


class NoWords(forms.Form):
    """A button is enough."""


class Ask(forms.Form):
    """A reader's question. Nothing is asked of the reader; `website` is a trap that only machines fill in."""

    text = forms.CharField(
        label=_("您的问题"),
        min_length=SHORTEST_QUESTION,
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("请不要写姓名、电话、身份证号等个人信息。"),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def clean_website(self) -> str:
        """Whoever fills it in does not see the page."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("请刷新页面后再试"))
        return ""


class AnswerText(forms.Form):
    """An answer as it is written."""

    answer = forms.CharField(label=_("答复"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 8}))


class Clearance(forms.Form):
    """That the answer was looked at, and whether all may read it."""

    is_checked = forms.BooleanField(
        label=_("已核对事实，不含涉密内容和个人信息"), error_messages={"required": _("请核对后勾选")}
    )
    is_shown = forms.BooleanField(label=_("同时在文件页面公开这组问答"), required=False)


class ShortNote(forms.Form):
    """Why, in a line or two; readers may see it."""

    note = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由")},
    )
