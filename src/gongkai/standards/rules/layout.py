"""Which columns does a published catalogue have, under which names, and how is each read?

Sources
    国办发〔2019〕54号 §四: 名称、内容、依据、时限、主体、方式、渠道、公开对象 must be there.
    catalogues.md §2.1 (the standard table of 14 columns) and §2.2 (header variants).
"""

from __future__ import annotations

import re
from typing import Final

from gongkai.standards.rules.layout_channels import read_channels
from gongkai.standards.rules.reading import cells
from gongkai.standards.rules.reading.cells import ReadLimit
from gongkai.standards.rules.reading.records import ItemRecord, doubts_about, make
from gongkai.tables.layout import Column, Fill, Layout, as_text, as_word
from gongkai.workdays.rules import phrases

NAME, AUDIENCE, MODE, LEVEL = "公开事项", "公开对象", "公开方式", "公开层级"
GROUPS: Final = {
    "公开事项": NAME,
    "事项": NAME,
    "事项名称": NAME,
    "公开对象": AUDIENCE,
    "对象": AUDIENCE,
    "公开方式": MODE,
    "方式": MODE,
    "公开层级": LEVEL,
    "公开级别": LEVEL,
    "层级": LEVEL,
}
# Columns seen beside the standard ones: kept as they stand, no question asked.
KEPT: Final = (
    "事项类型",
    "事项类别",
    "公开内容标题",
    "公开形式",
    "五公开",
    "过程",
    "公开链接",
    "网址",
    "条款内容",
    "依据效力",
    "依据效力位阶",
    "责任科室",
    "责任科室(单位)",
    "对应职责",
    "咨询电话",
    "监督举报电话",
    "咨询/投诉电话",
    "不予公开内容",
    "更新频率说明",
    "备注",
)


def _names() -> tuple[Column, ...]:
    first = ("一级", "一级目录", "一级指标", "公开事项>一级", "一级公开事项", "一级事项名称")
    second = ("二级", "二级目录", "二级指标", "公开事项>二级", "二级公开事项", "二级事项名称", "公开事项>事项名称")
    third = ("三级", "三级目录", "三级指标", "公开事项>三级", "三级公开事项")
    return (
        Column("l1", "一级事项", first, NAME, True, Fill.BLANK, cells.read_name),
        Column("l2", "二级事项", second, NAME, True, Fill.BLANK, cells.read_name),
        Column("l3", "三级事项", third, NAME, False, Fill.BLANK, cells.read_name),
        Column("matter", "公开事项", ("事项名称", "公开事项名称", "事项"), NAME, False, Fill.BLANK, cells.read_name),
    )


def _what_and_when(read_limit: ReadLimit) -> tuple[Column, ...]:
    time = ("时限", "公开要求", "公开时间", "公开期限")
    return (
        Column(
            "content",
            "公开内容",
            ("内容", "公开内容及要求", "公开内容(要素)及要求", "公开内容要素", "公开内容和测评依据", "内容标准"),
            is_required=True,
            read=cells.read_content,
        ),
        Column(
            "basis",
            "公开依据",
            ("依据", "公开依据(法律法规)", "法律依据"),
            is_required=True,
            read=cells.read_basis,
            sign=re.compile("《.+》"),
        ),
        Column(
            "time_limit",
            "公开时限",
            time,
            is_required=True,
            read=cells.limit_reader(read_limit),
            sign=re.compile(r"工作日|之日起|\d+日内|实时|及时|长期"),
        ),
    )


def _by_whom_and_where() -> tuple[Column, ...]:
    return (
        Column(
            "subject",
            "公开主体",
            ("主体", "公开责任主体", "公开责任单位", "责任主体", "责任单位", "公开部门"),
            is_required=True,
            read=cells.read_subject,
        ),
        Column(
            "channels",
            "公开渠道和载体",
            ("公开渠道", "渠道", "公开渠道及载体", "公开载体", "公开渠道和方式", "渠道和载体", "公开渠道与载体"),
            is_required=True,
            read=read_channels,
            sign=re.compile("[■□☑√R£tþ].{0,3}(政府网站|政府公报|两微一端|政务服务)"),
        ),
    )


def _audience_and_mode() -> tuple[Column, ...]:
    groups = ("特定群众", "特定对象", "特定人群", "特定群体(请写明)", "特定群众(请写明)")
    on_request = ("依申请公开", "公开方式>申请", "申请公开")
    return (
        Column("all", "全社会", ("社会公众", "公开对象>社会"), AUDIENCE, True, read=cells.read_tick),
        Column("groups", "特定群体", groups, AUDIENCE, read=cells.read_groups),
        Column("audience", "公开对象", ("公开范围", "对象"), AUDIENCE, read=cells.read_audience),
        Column("proactive", "主动", ("主动公开", "公开方式>主动公开"), MODE, True, read=cells.read_tick),
        Column("on_request", "依申请", on_request, MODE, read=cells.read_tick),
        Column("mode", "公开方式", ("方式",), MODE, read=cells.read_mode),
        Column("attribute", "公开属性", ("公开类型",), MODE, read=cells.read_mode),
    )


def _levels() -> tuple[Column, ...]:
    def level(name: str, title: str, aliases: tuple[str, ...], pattern: str | None = None) -> Column:
        found = re.compile(pattern) if pattern else None
        return Column(name, title, aliases, LEVEL, False, read=cells.read_tick, pattern=found)

    return (
        level("county", "县级", ("区级", "县(区)级", "县(市、区)级", "县区级", "旗级", "公开层级>县", "公开层级>区")),
        level("city", "市级", (), r".{0,4}市级"),
        level(
            "township_village",
            "乡、村级",
            (
                "乡(、村)级",
                "乡村级",
                "乡(村)级",
                "镇、村级",
                "镇村级",
                "乡镇、村级",
                "镇(村)级",
                "乡/村级",
                "街道、社区级",
            ),
        ),
        level(
            "township",
            "乡级",
            ("镇级", "镇(街)级", "镇街级", "街道级", "乡镇级", "乡(镇)级", "乡镇(街道)级", "镇(街道)级", "公开层级>乡"),
        ),
        level("village", "村级", ("社区级", "社区(村)级", "村(社区)级", "村(居)级", "村居级", "公开层级>村", "作业区")),
        Column("level", "公开层级", ("公开级别", "层级"), LEVEL, False, read=cells.read_levels),
    )


def catalogue(read_limit: ReadLimit = phrases.parse) -> Layout[ItemRecord]:
    """The layout of a published 基层政务公开标准目录; time limits are read by `read_limit`."""
    seq = Column("seq", "序号", ("编号", "事项编码", "代码"), read=as_word, sign=re.compile(r"^\d{1,4}\.?$"))
    field = Column(
        "field", "公开领域", ("领域", "相应领域", "公开领域(编码)", "领域名称"), fill=Fill.BLANK, read=as_word
    )
    elements = (*_what_and_when(read_limit), *_by_whom_and_where(), *_audience_and_mode(), *_levels())
    kept = tuple(Column(f"kept:{title}", title, read=as_text) for title in KEPT)
    return Layout(
        name="standards.catalogue",
        columns=(seq, field, *_names(), *elements, *kept),
        make=make,
        groups=GROUPS,
        identity=("seq", "l1", "l2", "l3", "matter"),
        section="l1",
        least_headers=4,
        check=doubts_about,
    )
