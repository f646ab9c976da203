"""Does this text tell of the health of a person that it names?

Sources
    个人信息保护法 Art. 28: medical and health information is sensitive. 残疾人保障法 Art. 2: kinds of disability.
    website_standards.md §6.2: health, disability, disease and cause of poverty are dropped from lists.
    Policies, catalogues of diseases and statistics name illnesses and no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.sensitive.folding import line_before
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.people import NAME, is_name

_ILLNESSES = (
    "癌 肿瘤 白血病 淋巴瘤 尿毒症 肾衰 肾功能衰竭 肝硬化 肝炎 肺结核 结核病 艾滋病 HIV 梅毒 性病 乙肝 丙肝"
    " 糖尿病 高血压 冠心病 心脏病 心梗 脑梗 脑出血 脑瘫 中风 偏瘫 瘫痪 癫痫 帕金森 阿尔茨海默 痴呆 后遗症"
    " 精神病 精神分裂 精神障碍 抑郁症 双相 自闭症 孤独症 智力障碍 残疾 贫血 地贫 血友病 红斑狼疮 强直性脊柱炎 类风湿"
    " 尘肺 矽肺 哮喘 慢阻肺 骨髓 移植 透析 唐氏 畸形 不孕 流产 高风险 阳性 重病 大病 重大疾病 慢性病 罕见病"
).split()
_ILLNESS = re.compile("|".join(sorted(map(re.escape, _ILLNESSES), key=len, reverse=True)))
_VERB = re.compile("患|诊断|确诊|身患|罹患|系|被查出|查出|因|病|筛查|检测|残")
_LABEL = re.compile(
    r"(?:病种|病情|诊断|残疾类别|残疾类型|残疾等级|致贫原因|致困原因|困难原因|患病情况|病因|疾病名称|所患疾病)"
    r"[：:\s]{1,3}(?P<value>(?!以|详见|无|健康|按|见|包括|分|是指)[\u4e00-\u9fff]{2,12})"
)
_GRADE = re.compile(r"(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[，,]?[一二三四1-4]级")
_RELATIVE = "(?:的|之)?(?:妻子|丈夫|儿子|女儿|父亲|母亲|妻|夫|子|女|父|母)?"
_NAMED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|户主|患者|村民|对象|孕妇|申请人|产妇|儿童|孤儿|姓名)"
    rf"(?P<name>{NAME}){_RELATIVE}(?=[，,（(：:\s\t]|因|患|身患|罹患|确诊|诊断|系|被|经|查出|于|$)"
)


def health(text: str) -> Iterator[Finding]:
    """Illness and disability in a sentence that names someone."""
    end = 0
    for start, stop, is_told in sorted(_places(text)):
        if start < end:
            continue
        before = _sentence_before(text, start)
        named = _last_name(before)
        if named is not None and (is_told or _VERB.search(before, named)):
            end = stop
            yield make(Kind.HEALTH, text, start, stop)


def _places(text: str) -> Iterator[tuple[int, int, bool]]:
    for found in _ILLNESS.finditer(text):
        yield found.start(), found.end(), False
    if "：" in text or ":" in text or " " in text or "\t" in text:
        for found in _LABEL.finditer(text):
            yield *found.span("value"), True
    for found in _GRADE.finditer(text):
        yield found.start(), found.end(), True


def _sentence_before(text: str, place: int) -> str:
    before = line_before(text, place, 40)
    return before[max(before.rfind("。"), before.rfind("；")) + 1 :]


def _last_name(before: str) -> int | None:
    """Where the last name ends in what stands before."""
    ends = [found.end("name") for found in _NAMED.finditer(before) if is_name(found["name"])]
    return ends[-1] if ends else None
