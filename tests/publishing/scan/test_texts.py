"""What must not leave is found in a text, what looks like it is not, and nothing found is ever shown in full."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.publishing.rules.sensitive import Level, find_in_text, hide
from tests.publishing.scan.people import ADULT, CARD, CHILD, MOBILE, ON, id_number


def kinds(text: str) -> list[str]:
    return sorted({str(finding.kind) for finding in find_in_text(text, on=ON)})


@pytest.mark.parametrize(
    "written",
    [
        ADULT,
        f"'{ADULT}",
        f"{ADULT[:6]} {ADULT[6:14]} {ADULT[14:]}",
        f"{ADULT[:6]}-{ADULT[6:14]}-{ADULT[14:]}",
        " ".join(ADULT),
        "\t".join(ADULT),
        "".join(chr(ord(c) + 0xFEE0) for c in ADULT),
        f"{ADULT[:10]}\u200b{ADULT[10:]}",
        f"{ADULT[:10]}\n{ADULT[10:]}",
        f"{ADULT}43",
        f"G{ADULT}",
        f"YL{ADULT}号",
        f"张三{ADULT}{MOBILE}",
    ],
)
def test_an_identity_number_is_found_however_it_is_written(written):
    assert "id18" in kinds(written)


def test_a_number_with_a_wrong_check_character_needs_a_label():
    wrong = ADULT[:17] + ("1" if ADULT[17] != "1" else "2")

    assert kinds(f"流水 {wrong}") == []
    assert kinds(f"身份证号：{wrong}") == ["id18"]


def test_a_day_that_is_not_in_the_calendar_or_still_to_come_is_no_birth_date():
    assert kinds(id_number(born=date(2027, 1, 1))) == []
    assert kinds("身份证号：99110119800230123X") == []


def test_a_number_that_is_called_a_credit_code_is_none():
    assert kinds(f"统一社会信用代码：{ADULT}") == []


def test_an_old_number_needs_a_label():
    assert kinds("420281800517123") == []
    assert kinds("身份证号420281800517123") == ["id15"]


def test_who_is_under_eighteen_on_the_day_is_a_minor():
    number = id_number(born=date(2008, 11, 29))

    assert "minor" in kinds(number)
    assert [f.kind for f in find_in_text(number, on=date(2026, 11, 29))] == ["id18"]
    assert kinds(CHILD) == ["id18", "minor"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"+86{MOBILE}", "mobile"),
        (f"手机86{MOBILE}", "mobile"),
        ("+86 139-0000-1234", "mobile"),
        (f"tel:{MOBILE}", "mobile"),
        (f"王大山 {ADULT} {MOBILE} 2026-05-01", "mobile"),
        (f"{ADULT[:17]}X{MOBILE}", "mobile"),
        (CARD, "bank_card"),
        ("存折账号：17-105600460012345", "bank_card"),
        ("邮政储蓄账号 601234567890123456789", "bank_card"),
    ],
)
def test_telephones_and_accounts_are_found_in_their_company(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "150 20230101",
        "138 2024 2025",
        "130 1234 5678 1400 2300",
        "0.13900001234",
        "A13900001234",
        "13900001234B",
        "99110119800\n5171239",
        "https://example.gov.cn/a/13900001234.html",
        f"{MOBILE}元",
        "13900000000",
        "8613900001234",
        "9913900001234",
        f"订单号{CARD}",
        "户名：明镜县财政局 账号：17-105600460012345",
        "2208-420281-89-01-123456",
    ],
)
def test_other_figures_are_not(text):
    assert kinds(text) == []


def test_the_telephone_of_an_office_is_looked_at_and_that_of_anybody_stops():
    of_office, of_anybody = (find_in_text(text, on=ON) for text in (f"咨询电话：{MOBILE}", f"户主手机：{MOBILE}"))

    assert [finding.level for finding in of_office] == [Level.WARN]
    assert [finding.level for finding in of_anybody] == [Level.BLOCK]


@pytest.mark.parametrize(
    "text",
    [
        "县民政局办公地址：家住地图导航人民路12号",
        "柳林村3组12号井",
        "石桥村6组15号",
        "第3号",
        "公共租赁住房管理办法 住建部令第11号",
    ],
)
def test_an_address_without_a_person_is_public(text):
    assert kinds(text) == []


def test_an_address_is_found_once_and_whole():
    text = "王大山，家住城关镇人民路66号院3号楼2单元101，低保户"

    (finding,) = find_in_text(text, on=ON)

    assert text[finding.start : finding.end] == "城关镇人民路66号院3号楼2单元101"
    assert finding.masked == "城关镇***"


def test_an_address_without_a_known_place_shows_two_characters():
    (finding,) = find_in_text("住址：桃花坞大院3号", on=ON)

    assert finding.masked == "桃花***"


@pytest.mark.parametrize(
    "text",
    [
        "出生日期：1980-05-17",
        "出生日期：2015-03-09至2016-03-09之间的儿童",
        "出生日期：2015-13-09",
        "2015年3月9日生效",
        "学生姓名：项目组",
        "安全教育，2015年3月出生",
        "王大山，1980年5月出生",
    ],
)
def test_other_dates_name_no_child(text):
    assert kinds(text) == []


def test_a_mark_of_secrecy_stops_and_is_told_once():
    (finding,) = find_in_text("密级：机密★10年", on=ON)[:1]

    assert finding.level is Level.BLOCK
    assert len(find_in_text("机密★10年", on=ON)) == 1


def test_hiding_leaves_the_rest_of_a_text_as_it_was():
    hidden = hide(f"王大山，身份证{CHILD}，金额500元", on=ON)

    assert hidden == f"王大山，身份证99*************{CHILD[-3:]}，金额500元"
    assert hide("没有什么", on=ON) == "没有什么"
