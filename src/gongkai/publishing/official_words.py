"""The field's own words that official texts and screens both use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from gongkai.publishing.rules.chains import Stage

STAGES: Final[Mapping[Stage, str | Promise]] = {
    Stage.FIRST_REVIEW: gettext_lazy("初审"),
    Stage.SECOND_REVIEW: gettext_lazy("复审"),
    Stage.THIRD_REVIEW: gettext_lazy("终审"),
    Stage.SECRECY_REVIEW: gettext_lazy("保密审查"),
    Stage.SIGN_OFF: gettext_lazy("签发"),
    Stage.SECOND_LOOK: gettext_lazy("补审"),
}
