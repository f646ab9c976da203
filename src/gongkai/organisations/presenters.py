"""The words for levels, roles, settings and refusals. Codes come from the rules, sentences from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gongkai.organisations.actions import HandedOver
from gongkai.organisations.models import Post
from gongkai.organisations.queries import SettingLine
from gongkai.organisations.rules import settings
from gongkai.organisations.rules.refusals import OrganisationRefused, Refusal
from gongkai.organisations.rules.roles import Role
from gongkai.ui.templatetags.ui import short_day

ROLES: Mapping[Role, str | Promise] = {
    Role.PUBLISHER: gettext_lazy("信息员"),
    Role.REVIEWER: gettext_lazy("审核人"),
    Role.SECRECY_REVIEWER: gettext_lazy("保密审查人"),
    Role.APPROVER: gettext_lazy("签发人"),
    Role.DUTY_REVIEWER: gettext_lazy("县值班审核人"),
    Role.OPENNESS_OFFICE: gettext_lazy("政务公开办"),
    Role.SUPERVISOR: gettext_lazy("监督评估员"),
    Role.AUDITOR: gettext_lazy("审计员"),
    Role.ADMINISTRATOR: gettext_lazy("系统管理员"),
}

SEATS: Mapping[str, str | Promise] = {"officer": gettext_lazy("经办人"), "deputy": gettext_lazy("代理人")}

_REFUSALS: Mapping[Refusal, str | Promise] = {
    Refusal.NOT_PERMITTED: gettext_lazy("您没有权限做这件事，请联系县里的系统管理员。"),
    Refusal.COUNTY_EXISTS: gettext_lazy("%(code)s 已经开通，不必重复建立。"),
    Refusal.UNKNOWN_DIVISION: gettext_lazy("行政区划表里没有代码 %(code)s，请核对后再试。"),
    Refusal.HOST_TAKEN: gettext_lazy("域名 %(host)s 已由另一个县使用。"),
    Refusal.CREDIT_CODE_LENGTH: gettext_lazy("统一社会信用代码应为18位，“%(code)s”的位数不对，请对照登记证书补齐。"),
    Refusal.CREDIT_CODE_CHARACTERS: gettext_lazy(
        "“%(code)s”里有统一社会信用代码不使用的字符（没有 I、O、S、V、Z），请看看是否把 1 和 I、0 和 O 混淆了。"
    ),
    Refusal.CREDIT_CODE_ORGANISATION_CHECK: gettext_lazy(
        "“%(code)s”第9至17位（组织机构代码）的校验不符，其中有一位抄错了，请对照登记证书。"
    ),
    Refusal.CREDIT_CODE_CHECK: gettext_lazy("“%(code)s”最后一位校验不符，前面有一位抄错了，请对照登记证书。"),
    Refusal.CREDIT_CODE_TAKEN: gettext_lazy("代码 %(code)s 已登记在“%(name)s”名下，两个机构不会有同一个代码。"),
    Refusal.NAME_TAKEN: gettext_lazy("本县已有名为“%(name)s”的机构。"),
    Refusal.NAME_MISSING: gettext_lazy("请填写机构名称。"),
    Refusal.UNKNOWN_FACT: gettext_lazy("不认识的栏目：%(names)s。"),
    Refusal.OTHER_COUNTY: gettext_lazy("“%(name)s”不属于本县。"),
    Refusal.ALREADY_ABOLISHED: gettext_lazy("“%(name)s”已经撤销。"),
    Refusal.SUCCESSOR_NOT_LIVING: gettext_lazy("“%(name)s”已经撤销，不能承接职责，请另选一个机构。"),
    Refusal.OWN_SUCCESSOR: gettext_lazy("机构不能由自己承接，请另选一个机构。"),
    Refusal.BODY_ABOLISHED: gettext_lazy("“%(name)s”届时已经撤销，不能再任命。"),
    Refusal.POST_HELD: gettext_lazy("此人在本单位已经担任这个角色。"),
    Refusal.POST_ENDED: gettext_lazy("这个岗位已经离任。"),
    Refusal.ENDS_BEFORE_START: gettext_lazy("离任日期早于任职日期（%(starts_on)s），请检查。"),
    Refusal.ROLES_CONFLICT: gettext_lazy(
        "“%(role)s”与此人已有的“%(other)s”不能由同一个人担任：管理、审计与信息发布须由不同的人负责。"
    ),
    # One sentence whether a name is malformed or somebody's: a county is not told which names exist elsewhere.
    Refusal.USER_NAME_UNUSABLE: gettext_lazy(
        "账户名“%(username)s”不能使用，请换一个，例如“%(free)s”。账户名在全平台不重复，由字母、数字和 @ . + - _ 组成。"
    ),
    Refusal.DISPLAY_NAME_MISSING: gettext_lazy("本县没有账户“%(username)s”。要新开账户，请填写姓名。"),
    Refusal.NOT_AT_BODY: gettext_lazy("此人在“%(body)s”没有岗位，请先任命。"),
    Refusal.SAME_PERSON: gettext_lazy("经办人和代理人不能是同一个人，否则一人离开就没有人接手。"),
    Refusal.NO_POSTS: gettext_lazy("%(name)s 在本县没有在任的岗位。"),
    Refusal.DEPUTY_IS_HOLDER: gettext_lazy("代理人不能是本人，请另选一人。"),
    Refusal.DEPUTY_OF_DEPUTY: gettext_lazy("这个岗位本身是代理的，不能再转给别人代理。请由原岗位的人重新安排。"),
    Refusal.DEPUTY_DATES: gettext_lazy("代理从%(first)s起才能开始，结束的那一天也不能早于开始的那一天。"),
    Refusal.DEPUTY_TOO_LONG: gettext_lazy("代理最长 %(days)s 天。更久的，请任命一位正式的人。"),
    # One sentence for every reason: a county is not told whose an account is.
    Refusal.PLATFORM_ALONE: gettext_lazy("这个账户不能由本县办理。请把账户名和要办的事告诉平台管理员，由平台办理。"),
}

_SETTING_PROBLEMS: Mapping[settings.Problem, str | Promise] = {
    settings.Problem.UNKNOWN_KEY: gettext_lazy("没有这个设置项。"),
    settings.Problem.WRONG_KIND: gettext_lazy("请填写整数。"),
    settings.Problem.OUT_OF_RANGE: gettext_lazy("请填写 %(lowest)s 到 %(highest)s 之间的数。"),
    settings.Problem.SITE_ID_CODE: gettext_lazy("政府网站标识码是10位字母和数字。"),
    settings.Problem.HOST: gettext_lazy("请只填域名，例如 www.example.gov.cn，不带 http:// 和路径。"),
    settings.Problem.WEB_ADDRESS: gettext_lazy("请填写完整的网址，以 http:// 或 https:// 开头。"),
    settings.Problem.INDEX_PATTERN: gettext_lazy(
        "格式须恰好包含 {code}、{year}、{serial} 三部分，例如 {code}/{year}-{serial:05d}。"
    ),
    settings.Problem.POLICY_KIND: gettext_lazy("每行写一类：政策文件，或者规划计划。"),
    settings.Problem.YES_OR_NO: gettext_lazy("请填写“是”或“否”。"),
    settings.Problem.MONTH_AND_DAY: gettext_lazy("请按“月-日”填写，如 11-01。"),
    settings.Problem.CLOCK_START: gettext_lazy("请填写“较早者”“发现时间”或“事发时间”。"),
    settings.Problem.FEED: gettext_lazy("每行一个以 https:// 开头的地址；前面可以写层级和发文机关，用空格隔开。"),
}


def explain(refused: OrganisationRefused) -> str:
    """Why an act was refused, and how to mend it."""
    words = {key: _word(value) for key, value in refused.detail.items()}
    return str(_REFUSALS[refused.refusal]) % words


def explain_setting(refused: settings.SettingRefused) -> str:
    """Why a value is not taken."""
    setting = settings.BY_KEY.get(refused.key)
    bounds = {"lowest": setting.lowest, "highest": setting.highest} if setting else {}
    return str(_SETTING_PROBLEMS[refused.problem]) % bounds


def _word(value: object) -> object:
    if isinstance(value, Role):
        return ROLES[value]
    return pgettext("list separator", "、").join(map(str, value)) if isinstance(value, list) else value


def role_choices() -> list[tuple[str, str]]:
    return [(str(role), str(word)) for role, word in ROLES.items()]


def seats(missing: tuple[str, ...]) -> str:
    """Which seats of a work unit are empty, in words."""
    return _("缺%(seats)s") % {"seats": "、".join(str(SEATS[seat]) for seat in missing)}


# Named for the collector of translations: the table in rules/ holds the plain Chinese texts.
_SETTING_WORDS: Mapping[str, str | Promise] = {
    "site.name": gettext_lazy("网站名称"),
    "site.name_en": gettext_lazy("网站英文名称"),
    "site.domain": gettext_lazy("网站域名"),
    "site.id_code": gettext_lazy("政府网站标识码"),
    "site.icp": gettext_lazy("ICP备案编号"),
    "site.police_record": gettext_lazy("公安机关备案号"),
    "site.sponsor": gettext_lazy("主办单位"),
    "site.contact": gettext_lazy("联系方式"),
    "site.description": gettext_lazy("网站简介"),
    "site.party_mark_url": gettext_lazy("党政机关网站标识链接"),
    "site.report_error_url": gettext_lazy("“我为政府网站找错”链接"),
    "publishing.index_pattern": gettext_lazy("索引号格式"),
    "duties.outer_limit_workdays": gettext_lazy("主动公开的最长期限（工作日）"),
    "duties.standing_review_months": gettext_lazy("长期公开内容的复核周期（月）"),
    "duties.periodic_due_workdays": gettext_lazy("定期公开内容在周期结束后的公开期限（工作日）"),
    "duties.soon_workdays": gettext_lazy("提前提醒（工作日）"),
    "channels.digest_hour": gettext_lazy("每日摘要发送时间（时）"),
    "catalogues.channels": gettext_lazy("本地实有的公开渠道"),
    "publishing.second_look_hours": gettext_lazy("应急发布后补审的时限（小时）"),
    "publishing.reassess_months": gettext_lazy("不予公开信息的再评估周期（月）"),
    "publishing.registration_required": gettext_lazy("规范性文件没有统一登记号不得发布（是/否）"),
    "publishing.try_links": gettext_lazy("由平台定期访问正文里的外部链接，查出打不开的（是/否）"),
    "publishing.filing_days": gettext_lazy("规范性文件公布后备案的期限（日）"),
    "publishing.validity_years": gettext_lazy("规范性文件的有效期（年）"),
    "publishing.trial_years": gettext_lazy("试行、暂行的规范性文件的有效期（年）"),
    "publishing.clean_up_on": gettext_lazy("规范性文件年度清理的启动日期（月-日）"),
    "interpretation.delay_workdays": gettext_lazy("解读可晚于文件发布的时间（工作日）"),
    "interpretation.kinds": gettext_lazy("规范性文件之外，有发文字号就必须解读的信息类别"),
    "interpretation.relay_hours": gettext_lazy("转载上级政策的时限（小时）"),
    "interpretation.feeds": gettext_lazy("上级政策的订阅地址（RSS、Atom）"),
    "interpretation.first_word_hours": gettext_lazy("突发事件首次权威发布的时限（小时）"),
    "interpretation.press_hours": gettext_lazy("突发事件举行新闻发布会的时限（小时）"),
    "interpretation.response_hours": gettext_lazy("回应其他政务舆情的时限（小时）"),
    "interpretation.count_from": gettext_lazy("回应时限从何时起算"),
    "interpretation.question_workdays": gettext_lazy("答复读者提问的时限（工作日）"),
    "site.report_workdays": gettext_lazy("办结网站纠错的时限（工作日）"),
    "site.archive_years": gettext_lazy("公开满几年的信息转入归档"),
}
_SOURCES: Mapping[str, str | Promise] = {
    settings.GUIDE_47: gettext_lazy("政府网站发展指引（国办发〔2017〕47号）"),
    settings.INDEX_GUIDE: gettext_lazy("政府信息公开目录系统实施指引（试行）"),
    settings.ARTICLE_26: gettext_lazy("政府信息公开条例第二十六条"),
    settings.COMMON_PRACTICE: gettext_lazy("各地目录“长期公开（动态调整）”的通行做法"),
    settings.OUR_READING: gettext_lazy("政府信息公开条例第二十六条；目录未写明日期时的读法"),
    settings.ARTICLE_18: gettext_lazy("政府信息公开条例第十八条；条例未定周期，此为本平台的读法"),
    settings.UNITIES: gettext_lazy(
        "国办发〔2018〕37号：统一登记、统一编号、统一印发；未登记的是否禁止发布，各地分别规定"
    ),
    settings.LOCAL_PERIODS: gettext_lazy("各省规定不一，多为有效期5年、试行1至2年、15至30日内备案"),
    settings.CLEANING: gettext_lazy("国办发〔2018〕37号：建立规范性文件清理长效机制；日期由各地自定"),
    settings.TOGETHER: gettext_lazy("国办发〔2016〕80号：解读与文件同步；全国没有统一的天数"),
    settings.TO_INTERPRET: gettext_lazy("国办发〔2016〕80号：哪些文件应当解读，各地分别规定"),
    settings.RELAY_HOURS: gettext_lazy("政府网站发展指引（国办发〔2017〕47号）；未见原文，有的省规定为8小时"),
    settings.FIRST_WORD: gettext_lazy("国办发〔2016〕80号：特别重大、重大突发事件5小时内权威发布"),
    settings.PRESS_HOURS: gettext_lazy("国办发〔2016〕80号：特别重大、重大突发事件24小时内举行新闻发布会"),
    settings.RESPONSE_HOURS: gettext_lazy("国办发〔2016〕61号：其他政务舆情48小时内回应"),
    settings.NOT_SAID: gettext_lazy("文件没有写明从何时起算，此为本平台的读法"),
    settings.OURS: gettext_lazy("本平台的默认值"),
    settings.LOCAL: gettext_lazy("本地"),
    settings.OPINION: gettext_lazy("国办发〔2019〕54号：因地制宜，防止“一刀切”"),
    settings.IN_TIME: gettext_lazy("国办秘函〔2019〕19号：网民纠错应及时办结；常见为3个工作日，未见全国统一的天数"),
    settings.ARCHIVED: gettext_lazy("政府网站发展指引（国办发〔2017〕47号）：过时的内容转入归档；未定年限"),
}
_GROUPS: Mapping[str, str | Promise] = {
    "site": gettext_lazy("网站"),
    "publishing": gettext_lazy("信息发布"),
    "duties": gettext_lazy("公开任务"),
    "channels": gettext_lazy("提醒"),
    "catalogues": gettext_lazy("标准目录"),
    "interpretation": gettext_lazy("解读回应"),
}


def setting_name(setting: settings.Setting) -> str:
    return str(_SETTING_WORDS[setting.key])


def setting_source(setting: settings.Setting) -> str:
    return str(_SOURCES[setting.source])


def setting_value(value: settings.Value) -> str:
    """A value as a page prints it; nothing set prints as a dash."""
    if isinstance(value, list):
        return "、".join(value) or "—"
    return "—" if value in (None, "") else str(value)


def setting_group(key: str) -> str:
    """The heading under which a setting stands."""
    return str(_GROUPS[key.partition(".")[0]])


class SettingRow:
    """A setting in the words of its page."""

    def __init__(self, line: SettingLine) -> None:
        self.key = line.setting.key
        self.name = setting_name(line.setting)
        self.group = setting_group(line.setting.key)
        self.value = setting_value(line.value)
        self.default = setting_value(line.setting.default)
        self.source = setting_source(line.setting)
        self.is_set, self.is_unconfirmed = line.is_set, line.is_unconfirmed
        self.is_missing = line.value == "" and line.setting.source == settings.GUIDE_47
        self.history = [(row, setting_value(row.value)) for row in line.history]
        self.typed = "\n".join(line.value) if isinstance(line.value, list) else line.value


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with its role in words."""

    post: Post
    role: str | Promise
    until: date | None = None
    deputies: tuple[str, ...] = ()


def posts(held: Iterable[Post]) -> list[PostLine]:
    return [PostLine(post, ROLES[Role(post.role)], last_day(post)) for post in held]


def own_posts(held: Iterable[tuple[Post, list[Post]]]) -> list[PostLine]:
    """A person's own posts, with who deputises for her from when to when."""
    return [PostLine(post, ROLES[Role(post.role)], deputies=tuple(map(deputised, deputies))) for post, deputies in held]


def last_day(post: Post) -> date | None:
    """The last day of a deputyship."""
    return post.ends_on - timedelta(days=1) if post.deputising_for_id and post.ends_on else None


def deputised(post: Post) -> str:
    """Who deputises, from when to when."""
    told = {"name": post.user, "first": short_day(post.starts_on), "last": short_day(last_day(post))}
    return _("%(name)s代理，%(first)s至%(last)s") % told


def roles(held: Iterable[Role]) -> str:
    """Several roles in the order of the role table."""
    return "、".join(str(word) for role, word in ROLES.items() if role in set(held))


def handed_over(steps: list[HandedOver]) -> str:
    """What follows from somebody's leaving."""
    if not steps:
        return _("已免去。其余岗位不变。")
    named = [
        _("“%(body)s”由%(name)s接手") % {"body": step.body.short_name, "name": step.successor.display_name}
        for step in steps
        if step.successor
    ]
    open_seats = [_("“%(body)s”暂无人接手，请尽快任命") % {"body": s.body.short_name} for s in steps if not s.successor]
    return _("已交接：") + "；".join(named + open_seats) + "。"


def field_of(refused: OrganisationRefused) -> str:
    """The field of a form that a refusal speaks of."""
    name = str(refused.refusal)
    return "credit_code" if name.startswith("credit_code") else _FIELDS.get(refused.refusal, "")


_FIELDS: Mapping[Refusal, str] = {
    Refusal.NAME_TAKEN: "name",
    Refusal.NAME_MISSING: "name",
    Refusal.OWN_SUCCESSOR: "successor",
    Refusal.OTHER_COUNTY: "successor",
    Refusal.SUCCESSOR_NOT_LIVING: "successor",
    Refusal.POST_HELD: "role",
    Refusal.ROLES_CONFLICT: "role",
    Refusal.USER_NAME_UNUSABLE: "username",
    Refusal.PLATFORM_ALONE: "username",
    Refusal.DISPLAY_NAME_MISSING: "display_name",
    Refusal.SAME_PERSON: "deputy",
    Refusal.ENDS_BEFORE_START: "ends_on",
    Refusal.DEPUTY_IS_HOLDER: "deputy",
    Refusal.DEPUTY_DATES: "last_day",
    Refusal.DEPUTY_TOO_LONG: "last_day",
}
