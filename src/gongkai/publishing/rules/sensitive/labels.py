"""What does the text before a number say that it is?

Sources
    website_standards.md §6.5: context words and header words.
"""

from __future__ import annotations

import re

from gongkai.publishing.rules.sensitive.folding import line_before

_WIDTH = 24
_BETWEEN = r"(?:[^0-9A-Za-z，,。；;\n]|1[58]位){0,10}[A-Za-z]?$"

IDENTITY = re.compile(r"(?:身份证|身份号码|公民身份|身份证明|证件号|证件编号|老证)" + _BETWEEN)
PHONE = re.compile(
    r"(?:电话|手机|联系方式|联系号码|致电|来电|回访|拨打|微信|号码是|[Tt][Ee][Ll]|[Pp]hone|[Mm]obile)" + _BETWEEN
)
OFFICIAL_PHONE = re.compile(r"(?:咨询|办公|值班|监督|举报|投诉|服务|联系人|经办人|业务|受理)[^\n。；;]{0,20}$")
_HOLDER = r"(?:[：:][\u4e00-\u9fff]{2,4}[，,、 ])?"
ACCOUNT = re.compile(
    "(?:[账帐]号|[账帐]户|卡号|银行卡|存折|存折号|一卡通|借记卡|储蓄卡|工资卡|社保卡|农行卡|惠农卡|原卡|折号)"
    + _HOLDER
    + _BETWEEN
)
NUMBERED = re.compile(
    r"(?:编号|单号|单号码|号码段|流水号?|订单|代码|编码|序号|学号|工号|考号|准考证号?|票号|发票号?码?|票据号码"
    r"|执法证号?|证书号?|注册号?|许可证号?|登记号?|备案号?|批文|批次|条码|条形码|合同号?|案卷号?|第|识别码|电表|户号|No\.?|NO\.?)"
    r"[：:为是\s（(#]{0,3}[A-Za-z]{0,3}$"
    r"|(?<![0-9零一二三四五六七八九十])号[：:为是]?[ \u3000]?$"
)
AMOUNT = re.compile(
    r"(?:金额|预算|总额|价款?|收入|支出|资金|产值|总值|投资|款|面积|人口|库容|流量|合计|总计|读数|时间戳|大小"
    r"|[¥￥$])[^0-9\n，,。；;]{0,6}$"
)


def before(text: str, place: int) -> str:
    """What may label what begins at a place."""
    return line_before(text, place, _WIDTH)
