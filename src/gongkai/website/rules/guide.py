"""The text of a guide to government information, as it is drafted: an official document, in Chinese whoever asks.

Sources
    政府信息公开条例 (State Council Order 711) Art. 12: the guide names the sorts of information, how they are ordered
        and got, the work unit with name, address, hours, telephone, fax, post and mail address; Arts. 29, 30, 33: how
        one applies, 20 working days and at most 20 more; Art. 25: where it is read on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

NOT_KNOWN = "（待填写）"
READING_PLACES = ("国家档案馆、公共图书馆、政务服务场所的政府信息查阅场所",)


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """What settings and bodies say. Empty: nobody has written it down yet."""

    county: str
    body: str
    unit: str
    address: str
    office_hours: str
    phone: str
    fax: str
    email: str
    site: str
    domain: str
    index_pattern: str
    answer_workdays: int
    extension_workdays: int
    channels: tuple[str, ...]


def drafted(facts: GuideFacts) -> str:
    """The guide as markup; what nobody has written down stands in it as a gap that catches the eye."""
    where = facts.domain or facts.site
    return "".join(
        (
            _paragraph(
                f"为方便公民、法人和其他组织获得{facts.body}的政府信息，"
                "根据《中华人民共和国政府信息公开条例》编制本指南，内容变更时及时更新。"
            ),
            _chapter("一、公开范围和信息分类"),
            _paragraph(
                f"{facts.body}主动公开的信息，以{facts.county}政务公开事项标准目录为准，按公开领域、事项和公开主体分类。"
            ),
            _chapter("二、编排体系"),
            _paragraph(
                f"每件信息有索引号（格式如{facts.index_pattern}）、名称、内容概述、生成日期、公开日期和责任部门。"
            ),
            _chapter("三、获取方式"),
            _paragraph(f"在{facts.site}（{where}）查询、阅读和下载。其他渠道："),
            _listed(facts.channels or READING_PLACES),
            _chapter("四、依申请公开"),
            _paragraph(
                "主动公开以外的政府信息，可以向本机关申请。申请应当写明姓名或者名称、身份证明、联系方式，所申请信息的名称、文号"
                "或者便于查询的其他特征，以及获取信息的方式。可以当面提交、邮寄，也可以用本机关公布的其他方式提交。"
            ),
            _paragraph(
                f"本机关收到申请，能当场答复的当场答复；不能当场答复的，自收到申请之日起{facts.answer_workdays}个工作日内答复；"
                f"需要延长的，经政府信息公开工作机构负责人同意并告知申请人，延长最多不超过{facts.extension_workdays}个工作日。"
            ),
            _chapter("五、政府信息公开工作机构"),
            _listed(_work_unit(facts)),
            _chapter("六、监督和救济"),
            _paragraph(
                "认为本机关没有依法履行政府信息公开义务的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报；"
                "认为本机关在政府信息公开工作中侵犯合法权益的，可以依法申请行政复议或者提起行政诉讼。"
            ),
        )
    )


def _work_unit(facts: GuideFacts) -> list[str]:
    told = {
        "名称": facts.unit,
        "办公地址": facts.address,
        "办公时间": facts.office_hours,
        "联系电话": facts.phone,
        "传真": facts.fax,
        "电子邮箱": facts.email,
    }
    return [f"{name}：{value or NOT_KNOWN}" for name, value in told.items()]


def _chapter(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _listed(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
