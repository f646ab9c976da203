"""Components as page authors use them: fields with their errors, pagers that keep filters, bars that add up."""

from __future__ import annotations

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from gongkai.ui.keyset import Page
from gongkai.ui.states import Tally

pytestmark = pytest.mark.urls("tests.ui.urls")


class Draft(forms.Form):
    title = forms.CharField(label="标题", help_text="写明年度", error_messages={"required": "请填写标题"})
    verdict = forms.ChoiceField(
        label="意见", choices=[("a", "通过"), ("b", "退回")], widget=forms.RadioSelect, required=False
    )


def _render(source, address="/", **context):
    from django_cotton.compiler_regex import CottonCompiler

    compiled = CottonCompiler().process(source)
    return engines["django"].from_string(compiled).render(context, RequestFactory().get(address))


def test_a_field_ties_its_help_and_error_to_the_control():
    html = _render('<c-field :field="form.title" />', form=Draft({}))

    assert "请填写标题" in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_keeps_what_was_typed():
    html = _render('<c-field :field="form.title" />', form=Draft({"title": "<补贴>"}))

    assert 'value="&lt;补贴&gt;"' in html


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = _render('<c-field :field="form.verdict" />', form=Draft({"verdict": "b"}))

    assert "<legend" in html
    assert html.count("checked") == 1


def test_the_summary_links_to_each_wrong_field_and_is_silent_without_errors():
    assert 'href="#id_title"' in _render('<c-errors :form="form" />', form=Draft({}))
    assert "note" not in _render('<c-errors :form="form" />', form=Draft({"title": "x"}))


def test_the_pager_keeps_the_filters():
    html = _render('<c-pager :page="page" />', "/fields/?state=due&after=old", page=Page((), next="n1", previous=""))

    assert 'href="?state=due&amp;after=n1"' in html
    assert 'rel="prev"' not in html


def test_a_single_page_has_no_pager():
    assert "<nav" not in _render('<c-pager :page="page" />', page=Page((), next="", previous=""))


def test_the_state_bar_links_each_state_that_has_rows():
    html = _render('<c-state-bar :tally="tally" base="/fields/x/" />', tally=Tally(disclosed=3, overdue=1))

    assert 'href="/fields/x/?state=overdue"' in html
    assert "state=due" not in html
    assert 'width="75%"' in html


def test_the_ring_says_its_numbers_aloud():
    assert 'aria-label="应公开 4 项，已公开 3 项"' in _render('<c-ring :done="3" :total="4" />')


def test_a_heat_cell_shows_what_is_overdue_before_what_is_done():
    html = _render('<c-heat-cell :done="7" :total="9" :overdue="2" href="/x/" label="教育局" />')

    assert "▲" in html
    assert "应公开 9，已公开 7，逾期 2" in html


def test_a_button_with_an_address_is_a_link_and_passes_other_attributes_on():
    html = _render('<c-button href="/a/" hx-get="/b/">看</c-button>')

    assert html.strip().startswith("<a ")
    assert 'hx-get="/b/"' in html


@pytest.mark.parametrize("text", ["<script>", '"><b>'])
def test_what_is_handed_to_a_component_is_escaped(text):
    html = _render('<c-alert title="{{ text }}">{{ text }}</c-alert><c-row title="{{ text }}" href="/x/" />', text=text)

    assert text not in html
