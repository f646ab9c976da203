"""What does a column of a list hold, by its header?

Sources
    website_standards.md §6.1 (the tables that leaked), §6.2 (which columns drop), §6.5 (table rule).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from gongkai.publishing.rules.sensitive.folding import BLANKS, fold


class Role(StrEnum):
    """What a header says of the values under it."""

    IDENTITY = "identity"
    PERMIT = "permit"
    PHONE = "phone"
    ACCOUNT = "account"
    ADDRESS = "address"
    PREMISES = "premises"
    HEALTH = "health"
    BIRTH = "birth"
    AGE = "age"
    CHILD = "child"
    SCHOOL = "school"
    NAME = "name"
    SECRECY = "secrecy"
    ORGANISATION = "organisation"
    OFFICIAL = "official"
    FIGURE = "figure"


# The first that fits decides.
_ROLES = (
    (Role.SECRECY, r"^密级$|^公开(?:方式|属性|类别|类型|形式)$"),
    (Role.PERMIT, r"护照|通行证|台胞证|回乡证|军官证"),
    (Role.IDENTITY, r"身份证|身份号码|公民身份|^证件(?:号码?|编号)|残疾人?证号|学籍号"),
    (
        Role.OFFICIAL,
        r"办公电话|值班|传真|监督|咨询|窗口|职务|职称|岗位|分工|任教|班主任|教师|医师|医生|专家|出诊|工号|部门|科室|执业|联络员",
    ),
    (Role.PHONE, r"电话|手机|联系方式|联系号码"),
    (
        Role.HEALTH,
        r"病种|疾病|病情|患病|诊断|残疾(?:人?证?)?(?:类别|类型|种类|等级|级别|程度)|致(?:困|贫)(?:主要)?原因|(?:困难|低保|救助|享受)原因|病名|健康状况|检查结果|身体状况",
    ),
    (Role.ACCOUNT, r"[账帐]号|[账帐]户(?!名)|卡号|存折|一卡通|银行卡"),
    (Role.ORGANISATION, r"^(?:开户|收款|用人|项目|建设|承办)?单位(?:名称)?$|企业|公司|机构|^供应商|^学校(?:名称)?$"),
    (
        Role.FIGURE,
        r"金额|预算|价|款|资金|面积|产值|投资|坐标|经度|纬度|编号|编码|代码|单号|科目|许可|备案|证书|准考证|ISBN|文号|案号|数量",
    ),
    (Role.ADDRESS, r"家庭住址|家庭地址|住址|户籍地|户口所在|现住|居住地|住所"),
    (Role.PREMISES, r"房屋地址|坐落|房源"),
    (Role.BIRTH, r"出生(?:年月|日期|时间)|^生日"),
    (Role.AGE, r"^年龄"),
    (Role.CHILD, r"(?:学生|幼儿|儿童|孤儿|婴儿|患儿|学童|孩子|未成年人)(?:的)?(?:姓名|名字)?$"),
    (Role.SCHOOL, r"^(?:所在)?(?:班级|年级|班别|班)$|就读"),
    (
        Role.NAME,
        r"姓名|^户主|^户名$|^[账帐]户名称?$|^开户名称?$|申请人|领取人|持证人|持卡人|承租人|产权人|所有人|业主|当事人|委托人|借款人|投保人|报名人|车主|驾驶员|受益人|农户|患者|救助对象|保障对象|权利人|被保险人",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_BLANK = re.compile(rf"[{BLANKS}\s：:*]+")
_LISTED = re.compile("[、，,；;。]")  # what lists things is no header: 身份证、户口簿
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_CHILD_ALONE = re.compile("(?:姓名|名字)$")
_LONGEST = 24
_VALUE = re.compile(r"[0-9]{4}")


# Every list of persons has one of these in its header; to look for them in a text is cheap.
LIST_WORD = re.compile(
    "姓名|身份|户主|户名|申请人|领取人|承租人|持证人|车主|学生|儿童|幼儿|孤儿|孩子|患者|对象|证件|账号|卡号|密级"
)


@lru_cache(maxsize=4096)
def role_of(header: str) -> Role | None:
    """What a header says, if it is one that we know."""
    plain = _BLANK.sub("", fold(header))
    if not plain or _LISTED.search(_ASIDE.sub("", plain)):
        return None
    return next((role for role, pattern in _PATTERNS if pattern.search(plain)), None)


def roles_of(row: Sequence[str]) -> dict[int, Role] | None:
    """The roles of a header row by column; None where the row is none."""
    if max(map(len, row), default=0) > _LONGEST or any(map(_VALUE.search, row)):
        return None
    roles = {column: role for column, cell in enumerate(row) if cell and (role := role_of(cell)) is not None}
    if len(roles) == 1 and any(role is Role.CHILD and not _CHILD_ALONE.search(row[c]) for c, role in roles.items()):
        return None  # 适合人群 | 儿童
    return roles or None
