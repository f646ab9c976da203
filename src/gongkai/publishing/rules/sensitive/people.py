"""Is this the name of a person? By its surname and by what stands around it; `张*` and `王某某` name nobody.

Sources
    website_standards.md §6.2: names may stand in full where the standard lists them; with illness or age they may not.
    The hundred and sixty most frequent surnames cover more than 95 of 100 people.
"""

from __future__ import annotations

import re

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章"
    "鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋"
    "甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫吉饶巩滕佟晏双"
)
_COMPOUND = "欧阳|司马|上官|诸葛|司徒|东方|尉迟|皇甫|慕容|令狐"
_GIVEN = "[\u4e00-\u9fff]"
NAME = rf"(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|[{SURNAMES}]{_GIVEN}{{1,2}})"
# A name begins where no word does, or behind who it is: 村民, 申请人, 户主, 学生, 三年级.
BEFORE_NAME = r"(?:(?<![\u4e00-\u9fff])|(?<=[员人者户主例民妇象童儿妻夫子女生级班长名]))"
WHOLE = re.compile(NAME)
_NO_NAME = re.compile(
    "高(?:血|风|中|级|等|龄|校|考|度|标|新|速|质)|单[位人项独]|项目|金[额融]|安[全排置徽]|成[员年立果长本人]|常[年见规务住态]"
    "|方[案式面向便法]|时[间候限]|水平|全[县体部]|任[务何职]|石[油桥]|马[上路]|车[辆次]|房屋|江[苏西]|双方|万[元人户]|于[是长]|曾经"
    "|关[于爱注键系心闭]|支出|解[读决放]|施[工行]|毛重|钱款|段落|左右|包[括保]|武[汉装]|连[续片]|康复|纪[委念律检]|管[理护]|路[口段面灯]|田[间园地径]"
    "|林[地业区]|柳林|花园|周[期边一二三四五六日末转]|郑重|胡同|党[员委组费校建政群]|白[天云]|许可|应急|温[度馨]|余[额人]|祝[贺愿福]|文[件化明物体旅]"
    "|卫生|洪[水灾]|严[重格禁]|申[请报领办]|向[上下社群]|华[中东南北侨夏]|阳光|宁[波夏静可愿]|景区|强[化制]|查[询看验]|位[于置]|费用|游[客泳戏览]|季[度节]"
    "|顾[客问]|史[料志上]|易[地发]|龙头|谷[物雨]|陆[续地]|夏季|秦巴|薄弱|边[境缘]|童[年装车]"
)
_NO_GIVEN = re.compile("[某病症癌炎瘤患的地及与或等了是被系县镇乡村局委室科员们名者岁元号级]")
_ROLES = re.compile(r"(?:先生|女士|同志|主任|科长|局长|书记|镇长|老师)$")


def is_name(text: str) -> bool:
    """Whether a whole text can be the full name of a person."""
    found = WHOLE.fullmatch(text)
    return found is not None and not _NO_NAME.match(text) and not _NO_GIVEN.search(text, 1) and not _ROLES.search(text)


def first_name(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match whose group `name` is one."""
    return next((found for found in pattern.finditer(text) if is_name(found["name"])), None)
