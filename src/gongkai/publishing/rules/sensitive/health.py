"""Does this text tell of the health of a person that it names?

Sources
    个人信息保护法 Art. 28: medical and health information is sensitive. 残疾人保障法 Art. 2: kinds of disability.
    website_standards.md §6.2: health, disability, disease and cause of poverty are dropped from lists.
    Policies, catalogues of diseases and statistics name illnesses and no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.publishing.rules.sensitive.folding import line_after, line_before
from gongkai.publishing.rules.sensitive.kinds import Finding, Kind
from gongkai.publishing.rules.sensitive.making import make
from gongkai.publishing.rules.sensitive.people import BEFORE_NAME, NAME, first_name, is_name

_ILLNESSES = (
    "癌 肿瘤 白血病 淋巴瘤 尿毒症 肾衰 肾功能衰竭 肝硬化 肝炎 肺结核 结核病 肺炎 新冠 艾滋病 HIV 梅毒 性病 乙肝 丙肝"
    " 糖尿病 高血压 冠心病 心脏病 心梗 脑梗 脑出血 脑瘫 中风 偏瘫 瘫痪 癫痫 帕金森 阿尔茨海默 痴呆 后遗症"
    " 精神病 精神分裂 精神障碍 抑郁症 双相 自闭症 孤独症 智力障碍 残疾 贫血 地贫 血友病 红斑狼疮 强直性脊柱炎 类风湿"
    " 尘肺 矽肺 哮喘 慢阻肺 骨髓 移植 透析 唐氏 畸形 不孕 流产 高风险 阳性 重病 大病 重大疾病 慢性病 罕见病"
).split()
_ILLNESS = re.compile("|".join(sorted(map(re.escape, _ILLNESSES), key=len, reverse=True)))
_NO_ILLNESS = re.compile("科|专?病?医院|防治|研究|专家|门诊|协会|病区|中心|筛查点")
_AT_ONCE = re.compile("[，,（(：:、\\s]{0,2}(?:重度|中度|轻度|早期|晚期|急性|慢性|恶性|是|为)*")
_VERB = re.compile("患|诊断|确诊|身患|罹患|系|被查出|查出|因|病|筛查|检测|残")
_LABEL = re.compile(
    r"(?:病种|病情|诊断|残疾类别|残疾类型|残疾等级|致贫原因|致困原因|困难原因|患病情况|病因|疾病名称|所患疾病)"
    r"[：:\s]{1,3}(?P<value>(?!以|详见|无|健康|按|见|包括|分|是指)[\u4e00-\u9fff]{2,12})"
)
_DISABILITY = "(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?"
_GRADE = re.compile(rf"{_DISABILITY}[，,]?[一二三四1-4]级")
_GRADE_FIRST = re.compile(f"级{_DISABILITY}")
_RELATIVE = "(?:的|之)?(?:妻子|丈夫|儿子|女儿|父亲|母亲|妻|夫|子|女|父|母)?"
_NAMED = re.compile(
    rf"{BEFORE_NAME}(?P<name>{NAME}){_RELATIVE}"
    r"(?=[，,；;（(：:\s\t]|因|患|持|身患|罹患|确诊|诊断|系|被|经|查出|于|瘫|$)"
)
_NAMED_AFTER = re.compile(rf"(?:户主|姓名|申请人|患者)[：:\s]{{0,2}}(?P<name>{NAME})(?![\u4e00-\u9fff])")
_SUFFERS = re.compile("患有?[\u4e00-\u9fff]{0,4}$")
_REASON_OF = re.compile(rf"^[，,](?P<name>{NAME})(?=家庭|一家|申请|户|生活)")


def health(text: str) -> Iterator[Finding]:
    """Illness and disability in a sentence that names someone."""
    end = 0
    for start, stop, is_told in sorted(_places(text)):
        if start >= end and _is_of_someone(text, start, stop, is_told=is_told):
            end = stop
            yield make(Kind.HEALTH, text, start, stop)


def _is_of_someone(text: str, start: int, stop: int, *, is_told: bool) -> bool:
    """Whether a name stands before and is told to be ill, or stands behind a label or a reason."""
    before = line_before(text, start, 40)
    sentence = before if is_told else before[max(before.rfind("。"), before.rfind("；")) + 1 :]
    named = _last_name(sentence)
    if named is not None:
        return is_told or bool(_AT_ONCE.fullmatch(sentence, named) or _VERB.search(sentence, named))
    after = _NAMED_AFTER if is_told else _REASON_OF if _SUFFERS.search(sentence) else None
    return after is not None and first_name(after, line_after(text, stop, 30)) is not None


def _places(text: str) -> Iterator[tuple[int, int, bool]]:
    for found in _ILLNESS.finditer(text):
        if not _NO_ILLNESS.match(text, found.end()):
            yield found.start(), found.end(), False
    if "：" in text or ":" in text or " " in text or "\t" in text:
        for found in _LABEL.finditer(text):
            yield *found.span("value"), True
    if "级" in text:
        for pattern in (_GRADE, _GRADE_FIRST):
            yield from ((found.start(), found.end(), True) for found in pattern.finditer(text))


def _last_name(before: str) -> int | None:
    """Where the last name ends in what stands before."""
    ends = [found.end("name") for found in _NAMED.finditer(before) if is_name(found["name"])]
    return ends[-1] if ends else None
