"""The shape of what the openness office says about chains of review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.organisations.models import Body
from gongkai.publishing import chain_presenters
from gongkai.publishing.models import Information
from gongkai.publishing.queries.chain_settings import KindLine
from gongkai.publishing.rules.chains import Chain


class CountyChains(forms.Form):
    """One chain for every kind of content."""

    def __init__(self, *args: Any, lines: Sequence[KindLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = chain_presenters.notes(lines)
        self.held = {line.kind: line.chain for line in lines}
        for line in lines:
            self.fields[line.kind] = forms.ChoiceField(
                label=chain_presenters.kind_name(line.kind),
                choices=chain_presenters.choices(),
                initial=str(line.chain),
                help_text=told[line.kind],
            )

    def changed(self) -> dict[str, Chain]:
        """What was chosen otherwise than it holds."""
        chosen = {kind: Chain(self.cleaned_data[kind]) for kind in self.held}
        return {kind: chain for kind, chain in chosen.items() if chain is not self.held[kind]}


class BodyChain(forms.Form):
    """Another chain at one body for one kind of content."""

    body = forms.ModelChoiceField(label=_("机构"), queryset=Body.objects.none(), empty_label=_("请选择"))
    kind = forms.ChoiceField(label=_("信息类别"), choices=Information.Kind.choices)
    chain = forms.ChoiceField(label=_("审签流程"))

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a model choice
        self.fields["chain"].choices = chain_presenters.choices()  # type: ignore[attr-defined]  # a choice


class Dropped(forms.Form):
    """Which body's own choice ends."""

    body = forms.ModelChoiceField(queryset=Body.objects.none())
    kind = forms.ChoiceField(choices=Information.Kind.choices)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a model choice
