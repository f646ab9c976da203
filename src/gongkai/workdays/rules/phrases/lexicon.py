"""Which words does the language of limits have? Everything else is text.

Longest word first: 及时 is found before 时, 不得少于 before 不. Words that only look like one of ours (内容, 临时) are
listed as text, so that they are not cut in two.

Sources
    catalogues.md §3: the wordings of some 150 published catalogues.
"""

from __future__ import annotations

from enum import StrEnum

from gongkai.workdays.rules.units import Unit


class Word(StrEnum):
    """What a token is."""

    TEXT = "text"
    AMOUNT = "amount"  # 20个工作日
    NUMBER = "number"  # a number that counts nothing we know
    TIMES = "times"  # 1次
    DATE = "date"  # 1月31日
    MONTH = "month"  # 3月
    QUARTER = "quarter"  # 一季度
    PERIOD = "period"  # 每年, 按季
    FROM = "from"
    IN = "in"
    WITH = "with"
    SINCE = "since"
    POST = "post"
    PRE = "pre"
    WITHIN = "within"
    AT = "at"
    DURING = "during"
    LASTING = "lasting"  # 期满
    ADVANCE = "advance"
    EVERY = "every"
    LEAST = "least"
    MOST = "most"
    PHASE = "phase"  # 批前公示
    SHOW = "show"  # 公示期
    NOTICE = "notice"  # 公示, as a verb or as a display
    TERM = "term"  # 期限
    IS = "is"
    NOMORE = "nomore"
    PUBLISH = "publish"
    MANNER = "manner"
    PROMPT = "prompt"
    REALTIME = "realtime"
    LONG = "long"
    KEEP = "keep"
    NOTE = "note"  # 动态调整
    EXTEND = "extend"
    SHOULD = "should"
    OF_WHICH = "of_which"
    OF = "of"
    ACCORDING = "according"
    END_OF = "end_of"
    OTHERWISE = "otherwise"
    YIELDS = "yields"
    DEPLOYED = "deployed"
    ON_REQUEST = "on_request"
    NOT = "not"
    LEFT = "left"
    RIGHT = "right"
    COMMA = "comma"
    ENUM = "enum"
    SLASH = "slash"
    COLON = "colon"


WORDS: dict[Word, str] = {
    Word.TEXT: "内容 临时 按时 定时 当时 准时 目前 事前 事中 事后 批前 批后 批后公布 批后公示 关于 对于"
    " 自然 自主 在线 在册 在建 存在 发起 国内 县内 乡内 村内 后续 前期 后期 前置 随机 起草"
    " 起诉 一起 以下 时限 时间表 期刊 按揭 每隔 不动产 无障碍 无线 无人机 非税 非物质 非遗"
    " 未成年 未成年人 除雪 月报 年报 季报 日常 日报 每年度结束 每年度终了 每年结束 每年终了"
    " 每月结束 每月终了 每季结束 每季终了 每季度结束 每季度终了 每半年结束 每半年终了 公开指南"
    " 公开目录 公开年报 公开年度报告 公示栏 公告栏 公开栏 公示牌 信息公开 公开信息 政务公开 发布会"
    " 更新换代 要求 需求 必须品 立即办理 应急 应急处置 应用 上一年度 上一年 上年度 上年 本年度"
    " 当年度 年度报告 年度计划 年度工作 一年级 长期护理 持续经营 待遇 接待 等待",
    Word.FROM: "自 从",
    Word.IN: "在 于 通过",
    Word.WITH: "随 随同 与",
    Word.SINCE: "之日起 日起 之日 之时起 当日起",
    Word.POST: "后 之后 以后",
    Word.PRE: "前 之前 以前",
    Word.WITHIN: "内 以内 之内",
    Word.AT: "时 同时 同步",
    Word.DURING: "期间",
    Word.LASTING: "满 期满 届满",
    Word.ADVANCE: "提前 至少提前",
    Word.EVERY: "每",
    Word.LEAST: "不少于 不得少于 应不少于 不低于 不得低于 不短于 不得短于 至少 最少 至少为",
    Word.MOST: "不超过 不得超过 最长不超过 最迟不超过 最多不超过 不多于 不得多于",
    Word.PHASE: "批前公示 征求意见 公开征求意见 正式披露 信息披露",
    Word.SHOW: "公示期 最短公示期 公示期限 公示时间 公示时限 公示期间 公告期 公告期限 公告时间 公告时限"
    " 展示时间 展示期",
    Word.NOTICE: "公示 公告",
    Word.TERM: "期限 时间 期",
    Word.IS: "为 是",
    Word.NOMORE: "不再公示 不再公开 撤下 停止公示",
    Word.PUBLISH: "公开 公布 发布 更新 披露 告知 通知 上网 上传 公开公布 公开发布"
    " 发通知 发通知邀请 邀请 更新公布 向社会公开 向社会公布 向社会公示",
    Word.MANNER: "予以 进行 向社会 对外 主动 全文 依法 按规定 按要求 完成 集中 面向社会",
    Word.PROMPT: "及时 尽快 随时 立即 第一时间 适时",
    Word.REALTIME: "实时 即时",
    Word.LONG: "长期 永久 常年 长年 长期有效",
    Word.KEEP: "保持 持续 并 并保持 并持续",
    Word.NOTE: "动态调整 动态更新 动态管理",
    Word.EXTEND: "可延长 可以延长 可再延长 可适当延长 最多可延长 最长可延长",
    Word.SHOULD: "应 应当 应该 须 需 必须",
    Word.OF_WHICH: "其中",
    Word.OF: "的",
    Word.ACCORDING: "按 按照 根据 依据",
    Word.END_OF: "底 底前 末 末前 底之前 底以前",
    Word.OTHERWISE: "另有规定 另有要求 有其他规定 另行规定",
    Word.YIELDS: "从其规定 除外 依照其规定 按其规定 按照其规定 依其规定 从其要求",
    Word.DEPLOYED: "统一部署 统一安排",
    Word.ON_REQUEST: "依申请 依申请公开",
    Word.NOT: "不 不得 不予 不予公开 未 无 非 暂 暂不 禁止 免予 除 但 但是 外 以外 之外 或"
    " 至 到 否则 视 待 一般 原则上",
    Word.LEFT: "( [ 【",
    Word.RIGHT: ") ] 】",
    Word.COMMA: ",",
    Word.ENUM: "、",
    Word.SLASH: "/",
    Word.COLON: ":",
}

PERIOD_WORDS: dict[Unit, str] = {
    Unit.DAY: "每日 每天 逐日 按日 每一天",
    Unit.WORKDAY: "每个工作日 每工作日",
    Unit.WEEK: "每周 每星期 每一周 按周 逐周",
    Unit.MONTH: "每月 每个月 每一个月 按月 按月度 逐月 每月度 月度",
    Unit.QUARTER: "每季 每季度 每个季度 每一季度 按季 按季度 逐季 逐季度 季度",
    Unit.HALF_YEAR: "每半年 每半年度 按半年 按半年度",
    Unit.YEAR: "每年 每年度 每个年度 每一年 按年 按年度 逐年 年度",
}

# After a number. 月 and 季度 count only with 个: 3月 is a month of the year, 3个月 are three.
UNIT_WORDS: dict[str, Unit] = {
    "个工作日": Unit.WORKDAY,
    "工作日": Unit.WORKDAY,
    "个自然日": Unit.DAY,
    "自然日": Unit.DAY,
    "个日历日": Unit.DAY,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "个小时": Unit.HOUR,
    "小时": Unit.HOUR,
    "周": Unit.WEEK,
    "个星期": Unit.WEEK,
    "星期": Unit.WEEK,
    "个月": Unit.MONTH,
    "个季度": Unit.QUARTER,
    "年": Unit.YEAR,
    "个年度": Unit.YEAR,
}
