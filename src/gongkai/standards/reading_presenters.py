"""What the reading of a catalogue found, in words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from gongkai.tables import presenters
from gongkai.tables.findings import Code, Finding
from gongkai.tables.presenters import Explained, Vocabulary

WORDS: Final[Vocabulary] = {
    **presenters.WORDS,
    Code.COLUMN_MISSING: (
        _("缺少“%(column)s”列；目录至少应有名称、内容、依据、时限、主体、方式、渠道、公开对象"),
        _("请补上这一列；如已有而名称不同，请指定是哪一列"),
    ),
    "W_SAME_AS_ABOVE_IN_ELEMENT": (
        _("要素“%(element)s”指向上一行的内容，保留了原文"),
        _("请写明这一要素的内容"),
    ),
    "W_NO_LEVEL_COLUMN": (_("表中没有公开层级列"), _("请在编制目录时确定各事项的公开层级")),
    "W_NO_LEVEL": (_("没有标注公开层级"), _("请标注县级、乡级或村级")),
    "W_NO_CHANNEL": (_("没有选定任何公开渠道"), _("请至少选定一个渠道")),
    "W_OTHER_UNNAMED": (_("选了“其他”渠道而没有写明"), _("请写明是哪个渠道")),
    "W_TRIGGER_UNLISTED": (_("“%(phrase)s”的起算点不在常用之列"), _("请核对；登记公开事由时按“事项发生”起算")),
    "W_TRIGGER_MISSING": (_("“%(phrase)s”没有起算点"), _("请写明从哪一天起算，如“信息形成或者变更之日起”")),
    "W_TIME_UNREADABLE": (_("读不懂这一时限：%(phrase)s"), _("请人工确定，或改写为常用的写法")),
    "W_LONGER_THAN_STATUTE": (
        _("“%(phrase)s”长于政府信息公开条例规定的20个工作日"),
        _("如无法律、行政法规另有规定，请缩短"),
    ),
    "W_ON_REQUEST_PART": (
        _("“%(phrase)s”依申请公开，不产生主动公开任务"),
        _("请核对是否应拆成两个事项"),
    ),
    "W_AUDIENCE_BOTH": (_("全社会与特定群体同时标注"), _("请核对公开对象")),
    "W_MODE_BOTH": (_("主动与依申请同时标注"), _("请核对哪些内容主动公开，哪些依申请公开")),
    "W_GROUP_UNNAMED": (_("标注了特定群体而没有写明"), _("请写明是哪些群体")),
    "W_DUPLICATE_ITEM": (_("“%(name)s”在同一领域重复，第一次在第%(first)s行"), _("请合并，或改用不同的名称")),
    "W_SINGLE_LEVEL": (_("公开事项没有一级、二级之分"), _("已作为二级事项读取；请补上一级事项")),
    "W_FIELD_LOCAL_NAME": (_("“%(local_name)s”按“%(field)s”领域归类"), _("请核对领域")),
    "W_FIELD_INFERRED": (_("标题没有写明领域，由上下文推断为“%(field)s”"), _("请核对领域")),
    "W_FIELD_UNKNOWN": (_("标题没有写明领域"), _("请选择领域")),
    "W_MARK_NO_LEGEND": (_("没有说明“%(mark)s”是什么意思，按选中读取"), _("请在表头写明图例，或改用■、□")),
    "W_CHANNELS_FROM_TEXT": (_("渠道没有逐项标注，由文字推断"), _("请核对，并用■、□逐项标注")),
}


def explain(finding: Finding) -> Explained:
    """A finding in words."""
    return presenters.explain(finding, WORDS)
