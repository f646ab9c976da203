"""The page of long work: it says how far it is, leads to the result, and shows nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.kernel import background, clock
from gongkai.kernel.background import State
from gongkai.kernel.models import BackgroundWork
from gongkai.organisations.models import Body
from gongkai.organisations.rules.roles import Role
from tests.factories.organisations import OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory(role=Role.OPENNESS_OFFICE)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def asked(officer):
    county = officer.posts.get().body.county
    return background.ask("catalogues.compile", county_id=county.pk, by_id=officer.pk, arguments={}, at=clock.now())


def watch(client, work, **headers):
    return client.get(reverse("organisations_workbench:work", args=[work.pk]), headers=headers)


def part(client, work):
    return watch(client, work, **{"HX-Request": "true"})


def stand(work, **values):
    BackgroundWork.objects.filter(pk=work.pk).update(**values)


def test_while_it_waits_the_page_asks_again(desk, asked):
    page = watch(desk, asked)

    assert "编制县级目录" in page.text
    assert 'hx-trigger="every 1s"' in page.text
    assert 'http-equiv="refresh"' in page.text
    assert "可以离开这一页" in page.text
    assert "<html" not in part(desk, asked).text


def test_running_work_says_how_far_it_is(desk, asked):
    stand(asked, state=State.RUNNING, stage="writing", stage_done=3000, stage_total=50000)

    page = watch(desk, asked)

    assert "正在写入" in page.text
    assert 'max="50000" value="3000"' in page.text


def test_when_nobody_works_the_page_says_so(desk, asked):
    stand(asked, asked_at=clock.now() - timedelta(minutes=2))

    assert "也可能系统没有在处理" in watch(desk, asked).text


def test_who_watches_is_led_to_the_result_with_its_sentence(desk, asked):
    stand(asked, state=State.DONE, facts={"rows": 538, "is_new": True}, ended_at=clock.now())

    ended, again = part(desk, asked), part(desk, asked)  # on a slow machine a second poll waits in line
    result = reverse("organisations_workbench:work_result", args=[asked.pk])
    led = desk.get(result, headers={"HX-Request": "true"})

    assert f'hx-get="{result}" hx-trigger="load"' in ended.text
    assert "every 1s" not in again.text
    assert led["HX-Redirect"] == reverse("catalogues_workbench:overview")
    assert desk.get(led["HX-Redirect"]).text.count("已编制草案：538行。") == 1


def test_who_comes_back_later_finds_the_outcome(desk, asked):
    stand(asked, state=State.DONE, facts={"rows": 538, "is_new": True}, ended_at=clock.now())

    page = watch(desk, asked)
    listed = desk.get(reverse("organisations_workbench:works"))

    assert "已编制草案：538行。" in page.text
    assert "已编制草案：538行。" in listed.text
    assert "every 1s" not in page.text
    assert "可以离开这一页" not in page.text


def test_a_failure_gives_a_number_to_ask_with(desk, asked):
    stand(asked, state=State.FAILED, facts={"error": "RuntimeError"}, ended_at=clock.now())

    page = watch(desk, asked).text

    assert f"编号 {asked.pk}" in page
    assert "RuntimeError" not in page


def test_nobody_watches_another_s_work(client, asked):
    colleague = OfficerFactory(role=Role.OPENNESS_OFFICE, body=Body.objects.get(county_id=asked.county_id))
    client.force_login(colleague)

    assert watch(client, asked).status_code == 404
    assert "还没有后台工作" in client.get(reverse("organisations_workbench:works")).text
