"""The publication profiles: one for each type of list, a county's default until it decides otherwise.

Sources
    website_standards.md §6.2: names in full where the standard lists 名单, else 张*; identity numbers two and three
    characters, better omitted; telephones and accounts drop; addresses to the village or community; health,
    disability, cause of poverty, income and family drop; amount, standard, persons and period stay, for they are what
    is supervised; photographs and signatures drop. Fields not listed are dropped, not masked.
    未成年人保护法 Arts. 4, 103: children are not named.
"""

from __future__ import annotations

from typing import Final

from gongkai.publishing.rules.profiles.kinds import Column, Profile, Treatment

SHOW, SURNAME, NOBODY, ENDS, VILLAGE, DROP = Treatment

_SUPERVISED: Final = dict.fromkeys(
    (
        Column.NUMBER,
        Column.AREA,
        Column.AMOUNT,
        Column.STANDARD,
        Column.PERSONS,
        Column.PERIOD,
        Column.PURPOSE,
        Column.DATE,
        Column.ORGANISATION,
    ),
    SHOW,
)
# A child is never named in full, in no list; its guardian stands for it.
_CHILDREN: Final = {Column.CHILD: NOBODY, Column.GUARDIAN: SURNAME}
_LIST: Final = _SUPERVISED | _CHILDREN | {Column.NAME: SHOW, Column.ADDRESS: VILLAGE}

STUDENTS: Final = Profile(
    "students",
    r"学生|助学|奖学|幼儿|儿童|孤儿|未成年|入学|学籍|营养餐|中小学|学前",
    _SUPERVISED | _CHILDREN | {Column.NAME: NOBODY},
)
PERSONS: Final = Profile("persons", r"名单|花名册", _SUPERVISED | _CHILDREN | {Column.NAME: SURNAME})
# The first whose title fits decides: 残疾学生资助 is a list of pupils before it is one of the disabled.
PROFILES: Final = (
    STUDENTS,
    # To stand in such a list is itself health information.
    Profile("disabled", r"残疾|护理补贴|精神障碍|大病|重病|计划生育|失独", _LIST | {Column.NAME: SURNAME}),
    Profile(
        "penalty",
        r"处罚|双公示|失信|违法|行政许可|行政强制",
        _SUPERVISED
        | _CHILDREN
        | dict.fromkeys((Column.CREDIT_CODE, Column.DOCUMENT, Column.DECISION, Column.REPRESENTATIVE), SHOW)
        | {Column.NAME: SURNAME}
        | dict.fromkeys(
            # Rows are about firms, and what their columns are called is open; what is a person's is named here.
            (
                Column.IDENTITY,
                Column.PERMIT,
                Column.PHONE,
                Column.ACCOUNT,
                Column.BANK,
                Column.ADDRESS,
                Column.HEALTH,
                Column.INCOME,
                Column.FAMILY,
                Column.BIRTH,
                Column.AGE,
                Column.GENDER,
                Column.CLASS,
                Column.PICTURE,
                Column.PLATE,
            ),
            DROP,
        ),
        other=SHOW,
    ),
    Profile(
        "recruitment",
        r"招[录聘考]|录用|聘用|拟聘|遴选|公开选|面试|笔试|体检|考察|任前|公益性?岗位",
        _SUPERVISED
        | {Column.NAME: SHOW}
        | _CHILDREN
        | dict.fromkeys((Column.GENDER, Column.TICKET, Column.POST, Column.SCORE, Column.EDUCATION), SHOW),
    ),
    Profile(
        "housing",
        r"公租房|廉租|保障(?:性)?住?房|住房保障|危房|租赁补贴|安置房|搬迁|配租|配售",
        _LIST | {Column.PREMISES: VILLAGE},
    ),
    Profile("relief", r"救助|低保|最低生活保障|特困|五保|临时困难|困难群众|慰问|救灾|冬春", _LIST),
    Profile("village", r"村务|村级|村民|居务|一事一议|宅基地|征地|承包", _LIST),
    Profile("one_card", r"一卡通|惠农惠民|惠民惠农", _LIST),
    Profile("subsidy", r"补[贴助偿]|津贴|奖补|惠农|发放|农机|直补", _LIST | {Column.IDENTITY: ENDS}),
    PERSONS,
)
BY_NAME: Final = {profile.name: profile for profile in PROFILES}
