"""The shape of what the public types: a question with its filters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongkai.interpretation.presenters.plans import FORMS
from gongkai.interpretation.queries.public import explaining_bodies
from gongkai.kernel import clock
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.models import Body, County, Level
from gongkai.portal.presenters import body_label
from gongkai.portal.queries.pages import RowFilter
from gongkai.portal.rules.row_state import RowState
from gongkai.search.index import FACETS
from gongkai.search.queries import Question

LONGEST_QUESTION = 100


class SearchFilters(forms.Form):
    """A question, its days and its order. What cannot be read counts as not given: a search never fails."""

    q = forms.CharField(label=_("搜索词"), required=False)
    since = forms.DateField(label=_("起始日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("截止日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sort = forms.ChoiceField(
        label=_("排序"),
        required=False,
        choices=[("", _("按相关度")), ("newest", _("按时间"))],
        widget=forms.RadioSelect,
    )

    def question(self, *, county_id: int) -> Question:
        """What the index is asked."""
        self.full_clean()
        given = self.cleaned_data
        page = self.data.get("page", "1")
        return Question(
            county_id=county_id,
            text=given.get("q", "").strip()[:LONGEST_QUESTION],
            filters={name: self.data[name] for name in FACETS if self.data.get(name)},
            since=given.get("since"),
            until=given.get("until"),
            newest_first=given.get("sort") == "newest",
            page=primary_key(page) or 1,
            as_typed=bool(self.data.get("as_typed")),
        )


class InterpretationFilters(forms.Form):
    """Whose policies, explained in which form. What cannot be read counts as not given: a list never fails."""

    body = forms.ChoiceField(label=_("单位"), required=False)
    form = forms.ChoiceField(
        label=_("解读形式"),
        required=False,
        choices=lazy(
            lambda: [("", gettext("全部")), *((str(form), str(words)) for form, words in FORMS.items())], list
        ),
    )

    def __init__(self, data: Any, *, county: County) -> None:
        super().__init__(data)
        named = [(body.slug, body_label(body)) for body in explaining_bodies(county)]
        self.fields["body"].choices = [("", _("全部")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """The filter as the query takes it."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    def query(self) -> str:
        """The filter as a part of an address; empty where nothing is chosen."""
        chosen = {name: value for name, value in self.chosen().items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""


class RowFilters(forms.Form):
    """What of a field is shown. All of it stands in the address, so a filtered list can be sent to somebody."""

    body = forms.ChoiceField(label=_("责任单位"), required=False)
    level = forms.ChoiceField(
        label=_("公开层级"),
        required=False,
        choices=[("", _("全部")), ("县级", _("县级")), ("乡级", _("乡级")), ("村级", _("村级"))],
    )
    audience = forms.ChoiceField(
        label=_("公开对象"), required=False, choices=[("", _("全部")), ("all", _("全社会")), ("groups", _("特定群体"))]
    )

    def __init__(self, data: Any, *, county: County) -> None:
        super().__init__(data)
        bodies = Body.objects.of(county).living(on=clock.today()).exclude(level=Level.VILLAGE).listed()
        named = [(body.slug, body_label(body)) for body in bodies]
        self.fields["body"].choices = [("", _("全部")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> RowFilter:
        """The filter; a value that is none of ours counts as not given."""
        self.full_clean()
        state = self.data.get("state", "")
        known = {name: value for name, value in self.cleaned_data.items() if value}
        return RowFilter(state=state if state in set(RowState) else "", **known)

    def face(self) -> str:
        """`both` puts the ministry's words beside the county's; empty shows the county's alone."""
        return "both" if self.data.get("face") == "both" else ""

    def faces(self, request: HttpRequest) -> list[tuple[str, str, str, None]]:
        """The switch between the two ways of writing the catalogue."""
        county, both = self._without(request, "face"), self._without(request, "face", face="both")
        return [("", gettext("本县目录"), county, None), ("both", gettext("对照国家指引"), both, None)]

    def state_base(self, request: HttpRequest) -> str:
        """The address to which the state bar adds a state."""
        return self._without(request, "state")

    @staticmethod
    def _without(request: HttpRequest, name: str, **instead: str) -> str:
        query = request.GET.copy()
        query.pop(name, None)
        for key, value in instead.items():
            query[key] = value
        return f"?{query.urlencode()}"
