"""Stored attacks, from the clipboard through review to the reader's page: none runs, and nothing of them is left there."""

from __future__ import annotations

import pytest

from gongkai.publishing import actions
from gongkai.publishing.actions.stepping import digest_of
from gongkai.publishing.models import Attachment, Information
from gongkai.publishing.rules.states import State
from tests.browser.editing.conftest import AT
from tests.browser.editing.editor import state
from tests.publishing import pasted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
# Told to the test instead of shown to a person; the page's own policy says what it had to stop.
TRAP = """
window.attacks = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (said) => window.attacks.push(`${name} ${said}`);
document.addEventListener("securitypolicyviolation", (event) => window.attacks.push(`blocked ${event.blockedURI} ${event.violatedDirective}`));
"""
ATTRIBUTES = """() => [...document.querySelectorAll("main *")].flatMap((element) =>
    [...element.attributes].filter((it) => /^on/i.test(it.name) || /^\\s*(javascript|data|vbscript):/i.test(it.value)).map((it) => it.value))"""
FOREIGN = "() => [...document.querySelectorAll('.prose script, .prose style, .prose svg, .prose math, .prose iframe, .prose object, .prose form, .prose img')].length"


@pytest.fixture
def published(draft, clerk):
    """A piece whose text, title and summary hold every attack at once, made public."""
    everything = "".join(pasted.HOSTILE.values())
    actions.save_draft(
        information_id=draft.pk,
        revision=0,
        by=clerk,
        at=AT,
        title="公告<img src=x onerror=alert(1)>",
        summary="</title><script>alert(1)</script>",
        content_source='"><script>alert(1)</script>',
        html=everything,
        totals=everything,
    )
    Information.objects.update(state=State.SIGNED_OFF)
    piece = Information.objects.get()
    Information.objects.update(cleared_digest=digest_of(piece), chain="routine", round=1)
    return actions.publish(information_id=draft.pk, by=None, at=AT)


def attacked(page):
    return page.evaluate("window.attacks"), page.evaluate(ATTRIBUTES), page.evaluate(FOREIGN)


def test_readers_get_the_words_and_none_of_the_attacks(open_window, published):
    page = open_window()
    page.add_init_script(TRAP)

    page.goto(f"/info/{published.public_id}/")

    assert attacked(page) == ([], [], 0)
    assert page.locator(".prose").inner_text().count("正文") >= len(pasted.HOSTILE) - 1


@pytest.mark.parametrize("address", ["", "preview/", "review/"])
def test_the_desk_shows_a_draft_of_attacks_and_runs_none(open_window, sign_in, clerk, draft, address):
    everything = "".join(pasted.HOSTILE.values())
    actions.save_draft(
        information_id=draft.pk, revision=0, by=clerk, at=AT, html=everything, summary="<script>alert(1)</script>"
    )
    page = sign_in(open_window(), clerk)
    page.add_init_script(TRAP)

    page.goto(f"/desk/info/{draft.public_id}/{address}")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.attacks") == []
    assert page.evaluate(ATTRIBUTES) == []


def test_a_drawing_with_a_script_is_refused_in_words_and_nothing_of_it_is_kept(window):
    window.get_by_label("添加附件").set_input_files({"name": "图.svg", "mimeType": "image/svg+xml", "buffer": SVG})

    window.get_by_text("SVG 图片里可以藏程序").wait_for()
    assert not Attachment.objects.exists()


def test_an_attack_in_a_files_name_is_shown_and_does_not_run(window):
    window.evaluate(TRAP)
    name = "<img src=x onerror=alert(1)>.txt"
    window.get_by_label("添加附件").set_input_files({"name": name, "mimeType": "text/plain", "buffer": b"a"})

    window.get_by_role("link", name=name).wait_for()
    state(window, "saved")
    assert window.evaluate("window.attacks") == []
