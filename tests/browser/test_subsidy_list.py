"""A list of thirty people, from a table in Word to the totals that stay: at the desk, on telephones, by the worker's clock."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from types import SimpleNamespace

import httpx
import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from gongkai.duties import actions as duties
from gongkai.kernel import worker
from gongkai.organisations.rules.roles import Role
from gongkai.publishing.models import Information, Version
from gongkai.publishing.rules import snapshots
from gongkai.standards.rules.limits import read_limit
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.editing.editor import paste, write
from tests.factories.catalogues import MatterFactory, RowFactory
from tests.factories.organisations import BodyFactory, CountyHostFactory, OfficerFactory
from tests.publishing import pasted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]

TITLE = "2025年农机购置补贴发放名单公示"
LIMIT = "自信息形成之日起20个工作日内公开，公示时间不少于7个工作日"
ELEMENTS = [{"text": "补贴对象、补贴金额", "stage": "结果"}, {"text": "监督电话", "stage": "服务"}]
CLOSING = "补贴对象为购置农机的农户。有异议的，请在公示期内向农业农村局反映，监督电话：0990-1234567。"
PEOPLE = pasted.people(30)
PASSWORD = "mirror-county-2025"
# The national holiday lies within the seven working days, and so do two Sundays and Saturdays on which people work.
WRITTEN = datetime(2025, 9, 24, 10)
RELEASE = datetime(2025, 9, 26, 9)
LAST_DAY = datetime(2025, 10, 13, 23, 59)
AFTER = datetime(2025, 10, 14, 0, 5)


def at(moment):
    return moment.replace(tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clock():
    with time_machine.travel(at(WRITTEN), tick=False) as traveller:
        yield traveller


@pytest.fixture
def bureau(clock):
    """A bureau that owes the list, with a clerk, three reviewers, a secrecy reviewer and its head."""
    body = BodyFactory(short_name="农业农村局", phone="0990-1234567")
    CountyHostFactory(county=body.county, host="localhost")
    matter = MatterFactory(county=body.county, name="农机购置补贴发放")
    row = RowFactory(
        issued=True,
        county=body.county,
        matter=matter,
        owners=[body],
        content=ELEMENTS,
        time_limit=LIMIT,
        time_rules=read_limit(LIMIT),
    )
    duties.register_event(
        matter_id=row.matter_id,
        body=body,
        trigger="formed",
        occurred_on=date(2025, 9, 23),
        title=TITLE,
        by=None,
        at=at(WRITTEN),
    )
    return body


@pytest.fixture
def people(bureau):
    def officer(name, role):
        person = OfficerFactory(body=bureau, role=role, display_name=name)
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        return person

    return SimpleNamespace(
        clerk=officer("米小满", Role.PUBLISHER),
        reviewers=[officer(name, Role.REVIEWER) for name in ("初见山", "傅再思", "钟成文")],
        secrecy=officer("宓守言", Role.SECRECY_REVIEWER),
        head=officer("谷丰登", Role.APPROVER),
    )


@pytest.fixture
def enter(open_page):
    """Sign in as anybody would, on a wide screen or a telephone."""

    def entered(person, size, address="/desk/"):
        page = open_page(size)
        page.goto(f"/accounts/login/?next={address}")
        page.get_by_label("账户名").fill(person.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(f"**{address}")
        return page

    return entered


@pytest.fixture
def look(assert_accessible, assert_fits):
    """Every screen is looked at: axe finds nothing, and nothing sticks out."""

    def looked(page):
        page.wait_for_load_state()
        assert_accessible(page)
        assert_fits(page)

    return looked


@pytest.fixture
def reader(live_server):
    with httpx.Client(base_url=live_server.url, follow_redirects=True) as client:
        yield client


def test_a_list_of_thirty_people_is_masked_cleared_shown_for_seven_working_days_and_leaves_its_totals(
    clock, people, enter, look, reader, phone, tmp_path
):
    work_on()
    piece = written_and_sent(enter(people.clerk, DESKTOP), look)
    for person, stage in reviews(people):
        cleared_on_a_telephone(enter(person, PHONE, "/desk/info/review/"), stage, look)
    signed_and_scheduled(enter(people.head, PHONE, "/desk/info/review/"), look)

    clock.move_to(at(RELEASE))
    work_on()
    shown_with_masked_numbers(phone, piece, look)
    assert names_in(everything_public(reader, piece))

    clock.move_to(at(LAST_DAY))
    work_on()
    assert is_found_by_a_name(reader, piece)

    clock.move_to(at(AFTER))
    work_on()
    totals_are_left(phone, piece, look)
    assert names_in(everything_public(reader, piece)) == []
    assert not is_found_by_a_name(reader, piece)
    kept_inside(enter(people.head, DESKTOP, f"/desk/info/{piece.public_id}/review/"), piece, reader, tmp_path)


def work_on():
    """What the worker does within seconds: one round lets the due jobs run, the next tells of what they did."""
    worker.round_once()
    worker.round_once()


def reviews(people):
    return [*zip(people.reviewers, ("初审", "复审", "终审"), strict=True), (people.secrecy, "保密审查")]


def written_and_sent(page, look):
    """From her task to "sent for review": she pastes, sees what was found, masks with one click, and sends."""
    page.get_by_role("button", name=f"起草 {TITLE}").or_(page.get_by_role("button", name="起草")).first.click()
    paste(page, pasted.word_table(30))
    write(page, CLOSING)
    page.locator("#beside").get_by_text("身份证号").first.wait_for()
    look(page)

    page.get_by_role("button", name="一键脱敏").click()
    page.get_by_text("已遮盖").wait_for()
    page.locator(".writer__text table").wait_for()
    assert page.get_by_label("公示工作日数").input_value() == "7"
    assert "本次共公示30人" in page.get_by_label("期满后保留的内容").input_value()
    look(page)

    page.get_by_role("button", name="送审").click()
    page.get_by_text("已送审").wait_for()
    look(page)
    page.close()
    piece = Information.objects.get()
    assert (piece.chain, piece.publicity_days) == ("personal", 7)
    return piece


def cleared_on_a_telephone(page, stage, look):
    """One screen: read, tick, pass."""
    look(page)
    page.get_by_role("link", name=TITLE).click()
    look(page)
    for point in page.locator("input[name=ticked]").all():
        point.check()
    page.get_by_role("button", name=f"{stage}通过").click()
    page.get_by_text(f"{stage}已通过").wait_for()
    look(page)
    page.close()


def signed_and_scheduled(page, look):
    page.get_by_role("link", name=TITLE).click()
    page.locator("input[name=ticked]").check()
    page.get_by_role("button", name="签发，先不公开").click()
    page.get_by_text("已签发").first.wait_for()
    page.get_by_label("发布时间").fill(RELEASE.strftime("%Y-%m-%dT%H:%M"))
    look(page)
    page.get_by_role("button", name="到时自动公开").click()
    page.get_by_text("已定时").wait_for()
    look(page)
    page.close()


def shown_with_masked_numbers(page, piece, look):
    page.goto(f"/info/{piece.public_id}/")
    text = page.locator(".prose").inner_text()
    assert all(amount in text for _n, _name, _number, amount in PEOPLE)
    assert not any(number in page.content() for _n, _name, number, _amount in PEOPLE)
    look(page)


def totals_are_left(page, piece, look):
    page.goto(f"/info/{piece.public_id}/")
    text = page.locator(".prose").inner_text()
    assert "本次共公示30人" in text
    assert "公示期已满" in text
    look(page)


def everything_public(reader, piece):
    """Whatever a reader can get hold of, by its address: pages, search, feeds, files, records."""
    own = [f"/info/{piece.public_id}/{rest}" for rest in ("", "record.json", "proof.json", "document.docx")]
    lists = ["/", "/latest/", f"/matters/{piece.matter.number}/", f"/bodies/{piece.body.slug}/"]
    feeds = [f"{address}feed.{form}" for address in lists[1:] for form in ("xml", "json")]
    asked = ["/search/?q=农机购置补贴", "/search/suggest/?q=农机", "/transparency/log.jsonl"]
    return {address: readable(reader.get(address)) for address in (*own, *lists, *feeds, *asked)}


def readable(answer):
    assert answer.status_code == 200, answer.url
    if answer.headers["Content-Type"].endswith("wordprocessingml.document"):
        return zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    return answer.text


def names_in(answers):
    return [address for address, text in answers.items() if any(name in text for _n, name, _id, _amount in PEOPLE)]


def is_found_by_a_name(reader, piece):
    """Whoever searches for a person of the list comes upon it, as long as it is shown."""
    return piece.public_id in reader.get("/search/", params={"q": PEOPLE[0][1]}).text


def kept_inside(page, piece, reader, tmp_path):
    """What was pasted and what was shown stay inside, and the log still proves that it was shown and that it went."""
    assert page.get_by_text("本次共公示30人").first.is_visible()
    pasted_in, shown = (texts_of(piece, reason) for reason in (Version.Reason.SAVED, Version.Reason.PUBLISHED))
    assert all(any(number in text for text in pasted_in) for _n, _name, number, _amount in PEOPLE)
    assert all(name in shown[-1] for _n, name, _number, _amount in PEOPLE)
    log = tmp_path / "log.jsonl"
    log.write_bytes(reader.get("/transparency/log.jsonl").content)
    call_command("verify_log", str(log))
    told = [line["leaf"] for line in map(json.loads, log.read_text().splitlines()) if "leaf" in line]
    assert len(told) == 3


def texts_of(piece, reason):
    """The texts of kept versions that nobody outside may see."""
    kept = Version.objects.filter(information=piece, reason=reason, is_public=False).order_by("serial")
    return [snapshots.unpack(version.snapshot)["html"] for version in kept]
