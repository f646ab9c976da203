"""Channels in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.channels.rules.kinds import Kind
from gongkai.channels.rules.states import DeliveryRefused, Refusal, State, Step

Words = Mapping[str, str | Promise]

KINDS: Words = {
    Kind.SITE: _("政府网站"),
    Kind.FEED: _("订阅源"),
    Kind.MAIL: _("邮件"),
    Kind.WECHAT: _("微信公众号"),
    Kind.WEBHOOK: _("推送接口"),
    Kind.BOARD: _("公开栏"),
    Kind.KIOSK: _("政务公开专区"),
    Kind.VILLAGE_GROUP: _("村民群"),
    Kind.BY_HAND: _("其他，由人办理"),
}
KIND_NOTES: Words = {
    Kind.SITE: _("本平台的公开页面，随公开状态自动更新和撤下。"),
    Kind.FEED: _("本平台的RSS、Atom、JSON订阅源，随公开状态自动更新和撤下。"),
    Kind.MAIL: _("发到固定的邮箱，例如融媒体中心。邮件发出后不能收回。"),
    Kind.WECHAT: _("在草稿箱建好草稿，由人发布，再回来填写网址。草稿可以自动删除，已发布的须由人删除。"),
    Kind.WEBHOOK: _("带签名推送到对方接口，例如融媒体中心、微博、短信平台；撤回也会通知对方。"),
    Kind.BOARD: _("由人张贴后登记凭据，撤回时由人取下。"),
    Kind.KIOSK: _("由人在政务公开专区上架后登记凭据。"),
    Kind.VILLAGE_GROUP: _("由人发到群里后登记凭据。"),
    Kind.BY_HAND: _("政府公报、发布会、广播电视、入户等，由人办理后登记凭据。"),
}
STATES: Words = {
    State.PENDING: _("待发送"),
    State.SENT: _("已送达"),
    State.DRAFTED: _("待人工发布"),
    State.FAILED: _("发送失败"),
    State.REPLACED: _("已由新版代替"),
    State.RECALLING: _("撤回中"),
    State.TAKEN_BACK: _("已撤回"),
    State.STUCK: _("须由人撤下"),
}
STEPS: Words = {
    Step.PLACED: _("已交给渠道"),
    Step.CONFIRMED: _("由人确认已发布"),
    Step.TAKEN_BACK: _("已撤回"),
}
REFUSALS: Words = {
    Refusal.NOT_OPEN: _("这项投递现在不能这样办，请刷新后再看。"),
    Refusal.ADDRESS_MISSING: _("请填写网址或凭据。"),
    Refusal.NOT_OURS: _("这项投递由别的机构负责。"),
    Refusal.NAME_TAKEN: _("已有同名的渠道，请换一个名称。"),
    Refusal.INCOMPLETE: _("名称和必填的设置不能为空。"),
    Refusal.ADDRESS_NOT_ALLOWED: _("网址不对，须以 http:// 或 https:// 开头。"),
    Refusal.HTTPS_MISSING: _("网址不对，须以 https:// 开头。"),
    Refusal.MAIL_ADDRESS: _("收件邮箱不对，应类似 media@example.cn，几个邮箱用逗号隔开。"),
    Refusal.SECRET_MISSING: _("请填写密钥。"),
    Refusal.ENVIRONMENT_NAME: _("环境变量名须以 GONGKAI_CHANNEL_ 开头，只用大写字母、数字和下划线。"),
    Refusal.OWN_CHANNEL: _("网站和订阅源是平台自身，不能停用。"),
}


def explain(refused: DeliveryRefused) -> str:
    """Why it was refused, and how to mend it."""
    return str(REFUSALS[refused.refusal])
