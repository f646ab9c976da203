"""The shape of what people type at the catalogue desk. Whether it is allowed, the actions decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.catalogues import presenters
from gongkai.catalogues.models import Row
from gongkai.catalogues.rules import differences
from gongkai.catalogues.rules.lists_layout import layout
from gongkai.catalogues.rules.stages import Stage, guess
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.models import Body, Level, User
from gongkai.standards.models import Field
from gongkai.tables.questions import Question

MODES = ("主动", "依申请")
LEVELS = ("县级", "乡级", "村级")
PARTS = 4
LARGEST_FILE = 50 * 1024 * 1024
_LAW = re.compile(r"《(?P<name>.+)》\s*(?:[（(](?P<no>[^（）()]+)[）)])?\s*$")


class Lines(forms.CharField):
    """A list, one entry a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]


class Laws(Lines):
    """Laws, one a line: 《name》（number）."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        return "\n".join(f"《{law['name']}》" + (f"（{law['no']}）" if law.get("no") else "") for law in value or ())

    def to_python(self, value: Any) -> Any:
        return [_law(line) for line in super().to_python(value)]


def _law(line: str) -> dict[str, str | None]:
    found = _LAW.match(line)
    return {"name": found["name"], "no": found["no"]} if found else {"name": line.strip("《》"), "no": None}


class Elements(forms.Form):
    """What a row says, element by element."""

    l1 = forms.CharField(label=_("一级事项"), max_length=200)
    l2 = forms.CharField(label=_("二级事项"), max_length=200)
    content = Lines(label=_("公开内容（要素）"), help_text=_("一行一个要素"))
    basis = Laws(label=_("公开依据"), help_text=_("一行一部，如《社会救助暂行办法》（国务院令第649号）"))
    time_limit = forms.CharField(label=_("公开时限"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    subject = Lines(label=_("公开主体"), help_text=_("一行一个"))
    channels = Lines(label=_("公开渠道和载体"), help_text=_("一行一个"))
    everyone = forms.BooleanField(label=_("全社会"), required=False)
    groups = Lines(label=_("特定群体"), required=False, help_text=_("一行一个"))
    mode = forms.MultipleChoiceField(
        label=_("公开方式"), choices=[(m, m) for m in MODES], widget=forms.CheckboxSelectMultiple
    )
    levels = forms.MultipleChoiceField(
        label=_("公开层级"), choices=[(m, m) for m in LEVELS], widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("随目录一起公布，让群众看得懂为什么。"),
    )

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("everyone") and not self.cleaned_data.get("groups"):
            self.add_error("groups", _("请勾选全社会，或写明特定群体。"))

    def elements(self) -> dict[str, Any]:
        """What was typed, as a row keeps it."""
        data = self.cleaned_data
        plain = ("l1", "l2", "content", "basis", "time_limit", "subject", "channels", "mode", "levels")
        return {name: data[name] for name in plain} | {
            "audience": {"all": data["everyone"], "groups": data["groups"]},
        }


class Adaptation(Elements):
    """A row in the county's own way: every element stands there, only what differs is taken."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: Row) -> None:
        super().__init__(data, initial=_as_typed(row))
        self._row = row
        for name in self.fields:
            # A blank element of the guideline may stay blank: what the row still lacks, its findings say.
            self.fields[name].required = name == "reason"

    def changes(self) -> dict[str, Any]:
        """Only the elements that now read differently; words that stayed keep their stage."""
        typed = self.elements()
        changed = differences.changed({name: getattr(self._row, name) for name in typed}, typed, tuple(typed))
        return {name: self._staged(typed[name]) if name == "content" else typed[name] for name in changed}

    def clean(self) -> None:
        forms.Form.clean(self)

    def _staged(self, texts: Sequence[str]) -> list[dict[str, str]]:
        known = {part["text"]: part["stage"] for part in self._row.content}
        return [{"text": text, "stage": known.get(text) or str(guess(text))} for text in texts]


def _as_typed(row: Row) -> dict[str, Any]:
    same = ("l1", "l2", "basis", "time_limit", "subject", "channels", "mode", "levels")
    return {name: getattr(row, name) for name in same} | {
        "content": [part["text"] for part in row.content],
        "reason": row.reason,
        "everyone": bool(row.audience.get("all")),
        "groups": row.audience.get("groups") or [],
    }


class LocalRow(Elements):
    """A matter that no guideline knows."""

    field = forms.ModelChoiceField(label=_("领域"), queryset=Field.objects.none())
    field_order = ("field", *Elements.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = Field.objects.order_by("number")  # type: ignore[attr-defined]


class SetAside(forms.Form):
    """That rows do not apply here: why, and who approved it."""

    reason = forms.CharField(
        label=_("不适用的理由"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("如：本县无此项职权，由市级统一办理。理由随目录公布。"),
    )
    approved_by = forms.ModelChoiceField(
        label=_("批准人"), queryset=User.objects.none(), empty_label=_("请选择"), help_text=_("不能是您自己")
    )

    def __init__(self, *args: Any, approvers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approved_by"].queryset = approvers  # type: ignore[attr-defined]


class Splitting(forms.Form):
    """Which content element goes to which part."""

    reason = forms.CharField(label=_("拆分的理由"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._row = row
        for n in range(1, PARTS + 1):
            self.fields[f"part{n}"] = forms.CharField(
                label=_("第%(n)s部分的名称") % {"n": n}, max_length=200, required=n <= 2
            )
        choices = [(str(n), str(n)) for n in range(1, PARTS + 1)]
        for n, part in enumerate(row.content):
            self.fields[f"element{n}"] = forms.ChoiceField(
                label=part["text"], choices=choices, initial="1", widget=forms.RadioSelect
            )

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [self[f"part{n}"] for n in range(1, PARTS + 1)]

    @property
    def element_fields(self) -> list[forms.BoundField]:
        return [self[f"element{n}"] for n in range(len(self._row.content))]

    def clean(self) -> None:
        super().clean()
        chosen = {self.cleaned_data.get(f"element{n}") for n in range(len(self._row.content))}
        for n in range(1, PARTS + 1):
            name = self.cleaned_data.get(f"part{n}", "")
            if name and str(n) not in chosen:
                self.add_error(f"part{n}", _("这一部分还没有分到公开内容。"))
            if not name and str(n) in chosen and f"part{n}" not in self.errors:
                self.add_error(f"part{n}", _("分到了公开内容，请给这一部分取名。"))

    def parts(self) -> list[dict[str, Any]]:
        """The named parts with their elements, stages kept."""
        data = self.cleaned_data
        return [
            {
                "l2": data[f"part{n}"],
                "content": [part for m, part in enumerate(self._row.content) if data[f"element{m}"] == str(n)],
            }
            for n in range(1, PARTS + 1)
            if data[f"part{n}"]
        ]


class Stages(forms.Form):
    """At which stage of the five openings each content element stands."""

    def __init__(self, *args: Any, content: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._content = content
        choices = [(str(stage), presenters.STAGES[stage]) for stage in Stage]
        for n, part in enumerate(content):
            self.fields[f"element{n}"] = forms.ChoiceField(label=part["text"], choices=choices, initial=part["stage"])

    def changed(self) -> list[tuple[int, str]]:
        """Elements whose stage is now another."""
        chosen = [self.cleaned_data[f"element{n}"] for n in range(len(self._content))]
        return [(n, stage) for n, stage in enumerate(chosen) if stage != self._content[n]["stage"]]


class Reason(forms.Form):
    """Why something may stay as it is."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.TextInput())


class Bodies(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several bodies. A number larger than any key is no choice; a database asked for it would break."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if primary_key(key) is None:
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": key})
        return super().clean(value)


class Subject(forms.Form):
    """Which bodies a printed subject means at a level."""

    phrase = forms.CharField(label=_("主体写法"), max_length=200, help_text=_("照目录里的写法填写"))
    level = forms.ChoiceField(
        label=_("层级"),
        choices=[(str(Level(level)), words) for level, words in presenters.LEVELS.items()],
        widget=forms.RadioSelect,
    )
    every_township = forms.BooleanField(label=_("每个乡镇（街道）各自公开"), required=False)
    bodies = Bodies(label=_("机构"), queryset=Body.objects.none(), required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("every_township") and not self.cleaned_data.get("bodies"):
            self.add_error("bodies", _("请至少选一个机构，或勾选每个乡镇（街道）。"))


class Issuing(forms.Form):
    """From when a draft shall be in force, and that it was read."""

    in_force_from = forms.DateField(
        label=_("施行日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_confirmed = forms.BooleanField(
        label=_("我已核对：发布即为本县对全部事项的确认，发布后不能修改，只能另编新版。"),
        error_messages={"required": _("请先确认。")},
    )


class Settling(forms.Form):
    """What becomes of a changed guideline item."""

    outcome = forms.ChoiceField(label=_("处理"), choices=list(presenters.OUTCOMES.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    approved_by = forms.ModelChoiceField(
        label=_("批准人"), queryset=User.objects.none(), required=False, help_text=_("设为不适用时必填")
    )

    def __init__(
        self, *args: Any, elements: Iterable[str], local: Row | None, approvers: QuerySet[User], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["approved_by"].queryset = approvers  # type: ignore[attr-defined]
        self._local = local
        self._elements = [name for name in elements if name in _TYPED and local is not None]
        for name in self._elements:
            typed = _TYPED[name](label=presenters.ELEMENTS[name], required=False)
            typed.initial = _as_typed(local)[name] if local else None
            self.fields[f"new_{name}"] = typed

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        return [self[f"new_{name}"] for name in self._elements]

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("outcome") != "take_new" and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", _("请写明理由。"))

    def changes(self) -> dict[str, Any]:
        """What was typed for the elements that the edition changed."""
        return {name: self.cleaned_data[f"new_{name}"] for name in self._elements}


_TYPED: Mapping[str, type[forms.Field]] = {
    "l1": forms.CharField,
    "l2": forms.CharField,
    "content": Lines,
    "basis": Laws,
    "time_limit": forms.CharField,
    "subject": Lines,
    "channels": Lines,
}


class Upload(forms.Form):
    """A list as a file."""

    file = forms.FileField(label=_("清单文件"), help_text=_("xlsx、xls、docx、csv 或网页另存的 html"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过50 MB，请拆分后再上传。"))
        return file


class ColumnNames(forms.Form):
    """What each column of an unknown header is. Some cells of the column stand beside each choice."""

    def __init__(self, *args: Any, question: Question, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._question = question
        choices = [("", _("不读取")), *((column.name, column.title) for column in layout(kind).columns)]
        for n, printed in enumerate(question.texts):
            cells = [row[n] for row in question.sample[:3] if n < len(row) and row[n]]
            self.fields[f"column{n}"] = forms.ChoiceField(
                label=printed or _("第%(n)s列（没有表头）") % {"n": n + 1},
                choices=choices,
                required=False,
                initial=question.columns[n] or "",
                help_text=" · ".join(cells)[:120],
            )

    def columns(self) -> list[str | None]:
        """Column names by place; None where a column is not read."""
        return [self.cleaned_data[f"column{n}"] or None for n in range(len(self._question.texts))]
