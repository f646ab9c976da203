"""A county with channels of every kind, the servers at their other ends, and a room whose things are released."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller

from gongkai.channels import actions, providers
from gongkai.channels.providers import Letterhead, Standing
from gongkai.channels.rules.kinds import Kind
from tests.channels import standins

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
COUNTY = 7


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def public(monkeypatch):
    """What is public of the room `thing`, by thread."""
    standing: dict[str, Standing] = {}
    rooms = {
        **providers._standings,
        "thing": lambda county, threads: {t: standing[t] for t in threads if t in standing},
    }
    monkeypatch.setattr(providers, "_standings", rooms)
    monkeypatch.setattr(providers, "_letterheads", [lambda county: Letterhead("明镜县政务公开", "https://mj.example")])
    return standing


@pytest.fixture
def wechat(settings):
    account = standins.WeChat()
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
    with standins.serving(account) as address:
        settings.WECHAT_API = address
        yield account


@pytest.fixture
def receiver(settings):
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
    standin = standins.Receiver()
    with standins.serving(standin) as address:
        standin.address = f"{address}/hook"
        yield standin


@pytest.fixture
def mailbox(settings):
    """A real mail server on this machine, and what it took in."""
    box = standins.Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def parsed(envelope):
    return message_from_bytes(envelope.content, policy=policy.default)


@pytest.fixture
def put(public):
    """Make a version of something public and release it."""

    def release(name="a", version=1, *, text="每亩补贴98.60元。", carriers=("两微一端", "精准推送"), **more):
        thread = f"thing:{name}"
        public[thread] = Standing(f"{version}" * 64, f"{name}的公告", text, f"<p>{text}</p>", text, f"/info/{name}/")
        what = actions.Release(
            county_id=COUNTY,
            thread=thread,
            version=version,
            title=f"{name}的公告",
            digest=f"{version}" * 64,
            url=f"/info/{name}/",
            body_ids=[31],
            carriers=carriers,
            **more,
        )
        return actions.release(what, at=NOON)

    return release


@pytest.fixture
def take_off(public):
    def withdraw(name="a"):
        public.pop(f"thing:{name}", None)
        return actions.withdraw(county_id=COUNTY, thread=f"thing:{name}", at=NOON)

    return withdraw


def set_up(kind, *, carriers=("两微一端",), secret="", **options):
    fields = actions.ChannelFields(
        kind=Kind(kind), name=f"{kind}渠道", carriers=carriers, options=options, secret=secret, owner_body_id=31
    )
    return actions.save_channel(county_id=COUNTY, fields=fields, by=None, at=NOON)


@pytest.fixture
def account(wechat):
    return set_up("wechat", secret=standins.APP_SECRET, app_id=standins.APP_ID)


@pytest.fixture
def hook(receiver):
    return set_up("webhook", secret=standins.HOOK_SECRET, url=receiver.address)
