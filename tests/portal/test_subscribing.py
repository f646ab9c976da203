"""A reader subscribes without an account, confirms by a button, manages by her link, and leaves by one click."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gongkai.channels import subscriptions
from gongkai.channels.letters import PATHS
from gongkai.channels.models import Subscriber
from gongkai.kernel import outbox

ADDRESS = "reader@example.test"


@pytest.fixture
def subscribed(place, client):
    """One wish, asked for on its page."""
    client.post(reverse("portal:subscribe"), {"to": "field:social-assistance", "address": ADDRESS, "frequency": "now"})
    return Subscriber.objects.get()


def page(name, subscriber):
    return reverse(f"portal:{name}", args=[subscriptions.token_of(subscriber)])


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ({"to": "field:social-assistance"}, "领域：社会救助"),
        ({"to": "body:civil-affairs"}, "机构：民政局"),
        ({"to": "place:yunyan"}, "地方：云砚镇"),
        ({"to": "life:school"}, "生活情形：孩子上学"),
        ({"to": "all"}, "全部新信息"),
        ({"word": "低保"}, "关键词：低保"),
    ],
)
def test_what_is_subscribed_to_is_named(place, client, asked, label):
    assert label in client.get(reverse("portal:subscribe"), asked).content.decode()


def test_a_matter_is_subscribed_to_from_its_page(place, client):
    number = place.disclosed.matter.number
    link = f"{reverse('portal:subscribe')}?to=matter:{number}"

    assert link in client.get(reverse("portal:matter", args=[number])).content.decode()
    assert "事项：低保审批信息" in client.get(link).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"to": "field:none"},
        {"to": "matter:x"},
        {"to": "place:civil-affairs"},
        {"to": "life:x"},
        {"word": "一"},
        {"to": "x"},
    ],
)
def test_what_there_is_not_is_not_subscribed_to(place, client, asked):
    answer = client.get(reverse("portal:subscribe"), asked)

    assert answer.status_code == 404
    assert "没有找到要订阅的内容" in answer.content.decode()


def test_the_page_offers_what_there_is(place, client):
    text = client.get(reverse("portal:subscribe")).content.decode()

    assert all(word in text for word in ("孩子上学", "社会救助", "云砚镇", "关键词"))


def test_a_wrong_address_is_said_beside_its_field(place, client):
    answer = client.post(reverse("portal:subscribe"), {"to": "life:school", "address": "x", "frequency": "now"})

    assert answer.status_code == 422
    assert "邮箱格式不对" in answer.content.decode()


def test_too_many_wishes_are_refused(place, client):
    for n in range(11):
        said = {"to": "life:school", "address": f"r{n}@example.test", "frequency": "daily"}
        answer = client.post(reverse("portal:subscribe"), said)

    assert answer.status_code == 422
    assert "请求太频繁了" in answer.content.decode()


def test_readers_behind_our_own_proxy_are_counted_one_by_one(place, client, settings):
    settings.PROXIES = 1
    for n in range(11):
        said = {"to": "life:school", "address": f"r{n}@example.test", "frequency": "daily"}
        answer = client.post(reverse("portal:subscribe"), said, headers={"X-Forwarded-For": f"203.0.113.{n}"})

    assert answer.status_code == 302


@pytest.mark.parametrize(("sent", "key"), [({"word": "低\0保"}, "word:低保"), ({"to": "word:ＡBC"}, "word:abc")])
def test_a_word_is_kept_as_it_is_looked_for_however_it_came(place, client, sent, key):
    client.post(reverse("portal:subscribe"), {"to": "x", **sent, "address": ADDRESS, "frequency": "now"})

    assert Subscriber.objects.get().interests.get().key == key


def test_a_visit_confirms_nothing_and_the_button_does(subscribed, client):
    outbox.drain_all()
    assert page("confirm_subscription", subscribed) in mail.outbox[0].body

    assert "领域：社会救助" in client.get(page("confirm_subscription", subscribed)).content.decode()
    subscribed.refresh_from_db()
    assert subscribed.confirmed_at is None
    client.post(page("confirm_subscription", subscribed))

    subscribed.refresh_from_db()
    assert subscribed.confirmed_at is not None
    assert "没有等待确认的订阅" in client.get(page("confirm_subscription", subscribed)).content.decode()


def test_the_link_manages(subscribed, client):
    assert "领域：社会救助" in client.get(page("subscription", subscribed)).content.decode()
    client.post(page("subscription", subscribed), {"frequency": "weekly"})
    subscribed.refresh_from_db()
    assert subscribed.frequency == "weekly"

    answer = client.post(page("drop_interest", subscribed), {"interest": subscribed.interests.get().pk})
    assert answer.url == reverse("portal:unsubscribed")
    assert client.get(page("subscription", subscribed)).status_code == 404


def test_a_mail_program_unsubscribes_with_one_post_and_no_cookie(subscribed):
    program = Client(enforce_csrf_checks=True)
    assert program.get(page("unsubscribe", subscribed)).status_code == 200

    for _twice in range(2):
        answer = program.post(page("unsubscribe", subscribed), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200  # RFC 8058: no redirect
        assert "已经删除" in answer.content.decode()

    subscribed.refresh_from_db()
    assert subscribed.ended_at is not None
    assert "已经删除" in program.get(reverse("portal:unsubscribed")).content.decode()


def test_a_forged_link_opens_nothing(subscribed, client):
    forged = f"{subscribed.public_id}-{'0' * 32}"

    assert client.get(reverse("portal:subscription", args=[forged])).status_code == 404
    client.post(reverse("portal:unsubscribe", args=[forged]))
    subscribed.refresh_from_db()
    assert subscribed.ended_at is None


def test_the_links_of_letters_are_the_pages(subscribed):
    token = subscriptions.token_of(subscribed)
    names = {"confirm": "confirm_subscription", "manage": "subscription", "unsubscribe": "unsubscribe"}
    assert {name: path % token for name, path in PATHS.items()} == {
        name: reverse(f"portal:{route}", args=[token]) for name, route in names.items()
    }
