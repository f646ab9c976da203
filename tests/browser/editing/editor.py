"""What people do in the editor, and what they see of it."""

from __future__ import annotations

PASTE = """([html, text]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    if (text) data.setData("text/plain", text);
    const target = document.querySelector(".writer__text");
    target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def write(page, text):
    page.locator(".writer__text").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def paste(page, html, text=""):
    page.locator(".writer__text").click()
    page.evaluate(PASTE, [html, text])


def state(page, name):
    """Wait until the line at the foot of the page says how the draft stands."""
    page.locator(f'#saving[data-state="{name}"]').wait_for()
    return page.locator("#saving").inner_text()


def stored(page):
    """How many unsaved texts this browser keeps."""
    return page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('gongkai.draft.')).length")
