"""The shape of what an administrator types about bodies, people and settings. The actions decide what is allowed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.organisations import presenters
from gongkai.organisations.models import Body, County, Level, User, WorkUnit
from gongkai.organisations.rules import county_plan
from gongkai.organisations.rules.settings import Kind, Setting

LOCAL_LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A date with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class BodyFilter(forms.Form):
    """Which bodies to list. What cannot be read counts as not given: a list never fails."""

    level = forms.ChoiceField(required=False, choices=[(level.value, level.label) for level in LOCAL_LEVELS])
    q = forms.CharField(label=_("名称"), required=False, max_length=40)
    vacant = forms.BooleanField(label=_("只看缺经办人或代理人的"), required=False)

    def chosen(self) -> dict[str, Any]:
        """The filter, with the county level first."""
        self.full_clean()
        found = self.cleaned_data
        return {
            "level": found.get("level") or Level.COUNTY.value,
            "words": found.get("q", ""),
            "vacant": found.get("vacant", False),
        }


class BodyFactsForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What is said of a body."""

    class Meta:
        model = Body
        fields = (
            "name",
            "short_name",
            "name_en",
            "credit_code",
            "document_prefix",
            "head_name",
            "head_title",
            "functions",
            "functions_en",
            "address",
            "phone",
            "office_hours",
            "established_on",
        )
        field_classes = {"established_on": forms.DateField}
        widgets = {
            "functions": forms.Textarea(attrs={"rows": 3}),
            "functions_en": forms.Textarea(attrs={"rows": 3}),
            "established_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "credit_code": _("18位。保存时核对校验位，抄错一位就会提示。"),
            "document_prefix": _("例如“明民”，用于发文字号。"),
        }

    aliases = forms.CharField(
        label=_("别名"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("目录、权责清单里可能出现的其他叫法，每行一个。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(self.instance.aliases.order_by("pk").values_list("name", flat=True))
        # The action normalises a code with spaces and hyphens in it; the column is as long as the bare code.
        code = self.fields["credit_code"]
        code.max_length = 40  # type: ignore[attr-defined]
        code.validators = []
        code.widget.attrs["maxlength"] = 40

    def _post_clean(self) -> None:
        """The form only reads: the action alone writes to the body and checks it."""

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def alias_names(self) -> list[str]:
        return str(self.cleaned_data["aliases"]).splitlines()


class NewBody(forms.Form):
    """A body that is not there yet: only what its identity needs."""

    name = forms.CharField(label=_("机构名称"), max_length=100)
    level = forms.ChoiceField(label=_("层级"), choices=[(level.value, level.label) for level in LOCAL_LEVELS])
    kind = forms.ChoiceField(label=_("机构类别"))
    parent = forms.ModelChoiceField(
        label=_("上级机构"), queryset=Body.objects.none(), required=False, help_text=_("村级请选所在的乡镇、街道。")
    )

    def __init__(self, *args: Any, county: County, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (kind.slug, kind.short_name) for kind in county_plan.templates().values() if "{" not in kind.short_name
        ]
        named = {
            county_plan.TOWNSHIP_GOVERNMENT: _("乡镇政府、街道办事处"),
            county_plan.VILLAGE_COMMITTEE: _("村（居）民委员会"),
        }
        self.fields["kind"].choices = [*kinds, *named.items(), ("other", _("其他"))]  # type: ignore[attr-defined]
        townships = Body.objects.of(county).living(on=on).filter(level=Level.TOWNSHIP)
        self.fields["parent"].queryset = townships.listed()  # type: ignore[attr-defined]


class Abolition(forms.Form):
    """The end of a body, and who takes over."""

    on = day_field(_("撤销日期"))
    successor = forms.ModelChoiceField(
        label=_("承接机构"),
        queryset=Body.objects.none(),
        help_text=_("未完成的公开任务、下属机构和旧名称都转到这里；已经公开的信息仍留在原机构名下。"),
    )

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heirs = Body.objects.filter(county=body.county).living(on=on).exclude(pk=body.pk)
        self.fields["successor"].queryset = heirs.listed()  # type: ignore[attr-defined]


class Appointment(forms.Form):
    """Who takes which role at a body, from when. A user name that nobody has opens an account."""

    username = forms.CharField(
        label=_("账户名"),
        max_length=150,
        help_text=_("本县已有的账户直接任命，没有的会新开一个账户。在别处任过职的人，请由平台管理员办理。"),
    )
    display_name = forms.CharField(label=_("姓名"), max_length=80, required=False, help_text=_("新开账户时填写。"))
    role = forms.ChoiceField(label=_("角色"), choices=presenters.role_choices)
    starts_on = day_field(_("任职日期"))


class Ending(forms.Form):
    """The last day of a post."""

    ends_on = day_field(_("离任日期"), help_text=_("从这一天起不再任职。"))


class Deputyship(forms.Form):
    """Who holds a post for how long, while its holder is away."""

    deputy = forms.ModelChoiceField(label=_("代理人"), queryset=User.objects.none(), empty_label=_("请选择"))
    starts_on = day_field(_("从哪一天起"))
    last_day = day_field(_("到哪一天止"), help_text=_("包括这一天。到期自动结束，不必再办手续。"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = people  # type: ignore[attr-defined]  # a model choice


class Leaving(forms.Form):
    """Whom each body's open tasks pass to when a person leaves."""

    on = day_field(_("离任日期"))

    def __init__(self, *args: Any, person: User, bodies: dict[Body, list[User]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        for body, colleagues in bodies.items():
            choices: list[tuple[str, Any]] = [("", _("按规则：经办人离任由代理人接手，其他人由经办人接手"))]
            choices += [(str(other.pk), other.display_name) for other in colleagues if other != person]
            self.fields[f"successor_{body.pk}"] = forms.ChoiceField(
                label=_("“%(body)s”的工作交给") % {"body": body.short_name}, choices=choices, required=False
            )

    def successors(self) -> dict[int, int]:
        chosen = {body.pk: self.cleaned_data.get(f"successor_{body.pk}") for body in self.bodies}
        return {pk: int(user) for pk, user in chosen.items() if user}


class Seats(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A body's work unit: its two seats and how to reach it."""

    class Meta:
        model = WorkUnit
        fields = ("name", "officer", "deputy", "address", "office_hours", "phone", "fax", "email")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in ("officer", "deputy"):
            field = self.fields[seat]
            field.queryset = User.objects.filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined]
            field.required = False

    def _post_clean(self) -> None:
        """The form only reads: the action alone writes to the unit and checks it."""

    def contact(self) -> dict[str, str]:
        names = ("name", "address", "office_hours", "phone", "fax", "email")
        return {name: self.cleaned_data[name] for name in names}


class SettingValue(forms.Form):
    """A new value for one setting, from a day on."""

    value = forms.CharField(required=False)
    valid_from = day_field(_("起用日期"))

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        field.label = presenters.setting_name(setting)
        if setting.kind is Kind.NUMBER:
            field.widget = forms.NumberInput(attrs={"min": setting.lowest, "max": setting.highest})
            field.required = True
        elif setting.kind is Kind.TEXTS:
            field.widget = forms.Textarea(attrs={"rows": 8})
            field.help_text = str(_("每行一个。"))
