"""What happened to a document's validity, as templates say it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongkai.publishing import norm_presenters
from gongkai.publishing.queries.validity import Named, ShownChange
from gongkai.publishing.rules import paths
from gongkai.publishing.rules.title_note import named

register = template.Library()


@register.simple_tag
def document_link(document: Named) -> str | SafeString:
    """A document by title and number, with a link where it has a page of ours."""
    if not document.title:
        withdrawn = _("一件已撤回的文件")
        return f"{withdrawn}（{document.number}）" if document.number else withdrawn
    words = named(document.title, document.number) if document.public_id or document.number else document.title
    if not document.public_id:
        return words
    return format_html('<a href="{}" lang="zh-Hans">{}</a>', paths.information(document.public_id), words)


@register.filter
def change_words(change: ShownChange) -> str:
    """What happens to this document, and from when."""
    return norm_presenters.change_words(change)


@register.filter
def made_words(change: ShownChange) -> str:
    """What this document does to another."""
    return norm_presenters.made_words(change)
