"""What does a column hold, by its header, or by its values where no header says it?

Sources
    website_standards.md §6.2 (fields of the default profile), §6.1 (the tables that leaked).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from gongkai.publishing.rules.profiles.kinds import Column
from gongkai.publishing.rules.sensitive import Kind
from gongkai.publishing.rules.sensitive.folding import BLANKS, fold
from gongkai.publishing.rules.sensitive.headers import Role, role_of
from gongkai.publishing.rules.sensitive.people import is_name

_BY_ROLE = {
    Role.PERMIT: Column.PERMIT,
    Role.IDENTITY: Column.IDENTITY,
    Role.PHONE: Column.PHONE,
    Role.HEALTH: Column.HEALTH,
    Role.ACCOUNT: Column.ACCOUNT,
    Role.ORGANISATION: Column.ORGANISATION,
    Role.ADDRESS: Column.ADDRESS,
    Role.PREMISES: Column.PREMISES,
    Role.BIRTH: Column.BIRTH,
    Role.AGE: Column.AGE,
    Role.CHILD: Column.CHILD,
    Role.SCHOOL: Column.CLASS,
    Role.NAME: Column.NAME,
}
# The first that fits decides. These come before the roles of the scanner, which has no need to tell them apart …
_BEFORE_ROLES = (
    (Column.PICTURE, r"照片|签名|签字|签章|签收|手印|指纹|盖章|图片|扫描件|复印件"),
    (Column.GUARDIAN, r"监护人|家长"),
    (Column.REPRESENTATIVE, r"法定代表人|法人代表|^(?:单位)?负责人(?:姓名)?$"),
    (Column.FAMILY, r"家庭成员|共同申请人|关系|配偶|子女|父母|父亲|母亲|赡养|婚姻|民族|政治面貌|宗教"),
    (Column.INCOME, r"收入|财产|存款|经济状况|资产"),
    (Column.HEALTH, r"残疾|重病|大病|失能|伤情|孕|节育|护理等级"),
    (Column.TICKET, r"准考证|考号|报名序?号"),
    (Column.CREDIT_CODE, r"信用代码|组织机构代码|注册号"),
    (Column.PLATE, r"车牌|号牌"),
)
# … and these after them.
_AFTER_ROLES = (
    (Column.NUMBER, r"^(?:序号|编号|号|顺序号|No\.?|#)$"),
    (Column.BANK, r"^(?:开户)?(?:银行|行)(?:名称)?$|开户行"),
    (Column.GENDER, r"^性别$"),
    (Column.POST, r"岗位|职位|职务"),
    (Column.SCORE, r"成绩|分数|总分|得分|排名|名次|笔试|面试|考察|体检结果"),
    (Column.EDUCATION, r"学历|学位|专业|毕业"),
    (Column.PERSONS, r"人数|户数|人口|份数|人次"),
    (
        Column.AMOUNT,
        r"金额|应发|实发|发放额|总额|资金(?!名称|类|项目)|补[贴助]款|救助款|^(?:合计|小计|总计)|[(（]万?元[)）]$|罚款",
    ),
    (Column.STANDARD, r"标准|单价|档次|面积|亩数|数量|比例|台数"),
    (Column.DOCUMENT, r"文号|决定书|文书|许可编?号|证书编?号"),
    (Column.DECISION, r"违法|处罚|依据|案由|事由|事实|履行"),
    (Column.DATE, r"日期$"),
    (Column.PERIOD, r"月份|年度|期间|时段|年月|起止|季度|批次|月数|年限|期限|时间"),
    (
        Column.PURPOSE,
        r"(?:补[贴助]|救助|保障|资助|奖[励补]|项目|资金|产品|机具)(?:的)?(?:类[别型]|种类|名称|项目|内容)|^项目$|^机具",
    ),
    (
        Column.AREA,
        r"^(?:所在|所属|户籍)?(?:地区|区划|县|行政村|自然村|村|乡|镇|街道|社区|村居|乡镇|[乡镇村街道社区居委会(（)）、/]{2,12})(?:名称?)?$",
    ),
    (Column.ORGANISATION, r"单位|部门|机关|学校|院校|当事人名称|相对人"),
    (Column.REMARK, r"备注|说明"),
)
_COMPILED = tuple(
    tuple((column, re.compile(pattern)) for column, pattern in table) for table in (_BEFORE_ROLES, _AFTER_ROLES)
)
_FILLERS = re.compile(rf"[{BLANKS}\s：:*]+")
_OF_KINDS = {
    Kind.ID18: Column.IDENTITY,
    Kind.ID15: Column.IDENTITY,
    Kind.PASSPORT: Column.PERMIT,
    Kind.MOBILE: Column.PHONE,
    Kind.LANDLINE: Column.PHONE,
    Kind.BANK_CARD: Column.ACCOUNT,
    Kind.PLATE: Column.PLATE,
    Kind.ADDRESS: Column.ADDRESS,
    Kind.HEALTH: Column.HEALTH,
}
_PLACE = re.compile("(?:村|镇|乡|社区|街道|居委会|村委会)$")
_FIGURE = re.compile(r"[¥￥]?[0-9][0-9,，]{0,9}(?:\.[0-9]+)?(?:万?元|亩|人|户|月)?")
_MOST = 0.6


@lru_cache(maxsize=4096)
def column_of(header: str) -> Column:
    """What a header says of its column."""
    plain = _FILLERS.sub("", fold(header))
    if not plain:
        return Column.UNKNOWN
    own, others = (_first(table, plain) for table in _COMPILED)
    role = role_of(header)
    return own or (_BY_ROLE.get(role) if role else None) or others or Column.UNKNOWN


def _first(table: tuple[tuple[Column, re.Pattern[str]], ...], plain: str) -> Column | None:
    return next((column for column, pattern in table if pattern.search(plain)), None)


def sensitive_by_values(values: Sequence[str], kinds: Sequence[Collection[Kind]]) -> Column:
    """What most values of a column are by what was found in them."""
    filled = sum(bool(value.strip()) for value in values)
    counts = Counter(_OF_KINDS[kind] for found in kinds for kind in set(found) if kind in _OF_KINDS)
    column, count = counts.most_common(1)[0] if counts else (Column.UNKNOWN, 0)
    return column if count * 2 >= max(filled, 1) else Column.UNKNOWN


def by_values(values: Sequence[str], kinds: Sequence[Collection[Kind]]) -> Column:
    """The same for a column that has no header at all; names, villages and figures are told apart too."""
    filled = [value for value in map(str.strip, values) if value]
    sensitive = sensitive_by_values(values, kinds)
    if sensitive is not Column.UNKNOWN or not filled:
        return sensitive
    for column, test in ((Column.NAME, is_name), (Column.AREA, _PLACE.search), (Column.AMOUNT, _FIGURE.fullmatch)):
        if sum(map(bool, map(test, filled))) >= _MOST * len(filled):
            return column
    return Column.UNKNOWN
