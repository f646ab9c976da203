"""The invented county itself: its places, bodies, contacts and site."""

from __future__ import annotations

import csv
from datetime import date, datetime
from importlib.resources import files

from gongkai.organisations import actions
from gongkai.organisations.models import Body, County, Division, Level
from gongkai.organisations.rules import credit_code
from gongkai.organisations.rules.county_plan import Outline
from gongkai.organisations.rules.division_data import DivisionRecord, kind_of

CODE = "991101"
SITE = {
    "site.name": "明镜县政务公开",
    "site.name_en": "Mingjing County Open Government",
    "site.domain": "www.mingjing.example",
    "site.id_code": "0000000000",
    "site.icp": "演示备00000000号",
    "site.police_record": "演示公网安备00000000000000号",
    "site.sponsor": "明镜县人民政府办公室（演示）",
    "site.contact": "0000-1234500",
    "site.description": "明镜县是虚构的演示县，站上的人名、地名和数字都不是真的。",
}
STREETS = ("明德路", "照水街", "澄心路", "望云街", "知新路", "清平街")
HOURS = "工作日 8:30—12:00，14:00—17:30"


def outline() -> Outline:
    """The county with its townships and villages, from the demo's own list."""
    text = (files("gongkai.demo") / "data" / "divisions.csv").read_text(encoding="utf-8")
    records = [
        DivisionRecord(
            line["code"], line["name"], line["level"], line["parent"], kind_of(line["name"], line["level"]), "demo"
        )
        for line in csv.DictReader(text.splitlines())
    ]
    of = {level: tuple(r for r in records if r.level == level) for level in ("county", "township", "village")}
    return Outline(above=(), county=of["county"][0], townships=of["township"], villages=of["village"])


def create(*, today: date, at: datetime) -> County:
    """Create the county and give its bodies plainly invented contacts."""
    county = actions.create_county(outline=outline(), by=None, at=at, is_demo=True).county
    _name_in_english(county)
    for key, value in SITE.items():
        actions.set_setting(county_id=county.pk, key=key, value=value, valid_from=today, by=None, at=at)
    bodies = Body.objects.of(county).exclude(level=Level.VILLAGE).order_by("number")
    for turn, body in enumerate(bodies):
        _furnish(body, turn=turn, at=at)
    county.refresh_from_db()
    return county


def _name_in_english(county: County) -> None:
    """The list's own English names, where the general transliteration would be another."""
    text = (files("gongkai.demo") / "data" / "divisions.csv").read_text(encoding="utf-8")
    names = {line["code"]: line["name_en"] for line in csv.DictReader(text.splitlines())}
    for division in Division.objects.filter(code__in=names):
        division.name_en = names[division.code]
        division.save(update_fields=["name_en"])


def _furnish(body: Body, *, turn: int, at: datetime) -> None:
    street = STREETS[turn % len(STREETS)]
    phone = f"0000-12345{turn:02d}"
    address = f"{body.division.name}{street}{10 + turn}号（演示地址）"
    actions.change_body(
        body_id=body.pk,
        by=None,
        at=at,
        address=address,
        phone=phone,
        office_hours=HOURS,
        head_name="演示姓名",
        head_title="镇长" if body.level == Level.TOWNSHIP else "局长",
        credit_code=credit_code.make(division="110101", organisation=f"MJ{body.number:06d}"),
    )
    actions.set_work_unit(
        body_id=body.pk,
        by=None,
        at=at,
        address=address,
        phone=phone,
        office_hours=HOURS,
        email=f"desk{turn:02d}@mingjing.example",
    )
