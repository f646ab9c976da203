"""What the words of a question are for: some name what is asked, others only say that something is asked.

Sources
    政府信息公开条例 Art. 6 (timely and convenient); 国办发〔2019〕54号 §七 (智能查询).
"""

from __future__ import annotations

import re
from typing import Final

# Words that say nothing of what is asked for.
EMPTY: Final = frozenset(
    "的 了 和 与 或 及 在 是 有 我 你 吗 呢 啊 嘛 吧 怎么 怎样 怎么样 怎么办 如何 什么 为什么 多少 多少钱 "
    "哪 哪里 哪儿 哪些 哪个 谁 能 能不能 能否 可以 可不可以 要 需要 请问 想 想要 关于 对 为 等 个 一个 "
    "今年 现在 目前 最新 明天 今天 本县 我县 我们县 "
    "a an and are can do for how i in is it me my of on or the to what when where which who with".split()
)
# Words that tell what one wants to do with it: they help to rank and need not stand in the answer.
HOW_TO: Final = frozenset(
    "申请 办 办理 补办 领 领取 领到 申领 申报 手续 流程 程序 材料 条件 资料 指南 标准 找 找谁 去 借 打 交 买 开 "
    "一亩 钱 元 补 没 没有 遇到 查 查询 查看 丢了 丢失 遗失".split()
)
# What a matter's content may name: who asks for it is best answered where it stands.
ELEMENTS: Final = frozenset("标准 条件 材料 流程 程序 手续".split())
# Words that ask for a body rather than for what it does.
CONTACT: Final = frozenset("电话 地址 联系方式 联系电话 办公电话 办公地址 办公时间 上班时间 在哪 位置".split())

_ASKS = re.compile(
    r"怎么|怎样|如何|什么|多少|哪[里儿些个]|在哪|吗|呢|能不能|能否|可不可以|谁|几[个天年]|[?？]"
    r"|\b(?:how|what|where|who)\b"
)
_HOW_MUCH = re.compile(r"多少|几[个元]|标准|补多少|一亩|多高")
_HOW = re.compile(r"怎么|怎样|如何|手续|流程|申请|办理|材料|条件|找谁|在哪")


def is_question(text: str) -> bool:
    """Whether something is asked in a sentence, rather than named."""
    return bool(_ASKS.search(text))


def asks_how(text: str) -> bool:
    """Whether it is asked how something is done."""
    return bool(_HOW.search(text))


def asks_how_much(text: str) -> bool:
    """Whether an amount is asked for, or what it is measured by."""
    return bool(_HOW_MUCH.search(text))
