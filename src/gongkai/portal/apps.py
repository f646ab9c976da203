from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PortalConfig(AppConfig):
    name = "gongkai.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.channels import letters
        from gongkai.portal import answering  # noqa: F401 (registers the card of matters)
        from gongkai.ui.navigation import Face, NavEntry, register, register_search

        register(Face.PORTAL, NavEntry(_("首页"), "portal:home", order=10))
        register(Face.PORTAL, NavEntry(_("公开领域"), "portal:fields", order=20))
        register(Face.PORTAL, NavEntry(_("最新公开"), "portal:latest", order=30))
        register(Face.PORTAL, NavEntry(_("政策文件"), "portal:policies", order=33))
        register(Face.PORTAL, NavEntry(_("政策解读"), "portal:interpretations", order=35))
        register(Face.PORTAL, NavEntry(_("公开进展"), "portal:progress", order=40))
        register(Face.PORTAL, NavEntry(pgettext_lazy("navigation", "机构"), "portal:bodies", order=50))
        register(Face.FOOTER, NavEntry(_("政府信息公开制度"), "publishing_portal:working_rules", order=5))
        register(Face.FOOTER, NavEntry(_("五公开"), "portal:stages", order=3))
        register(Face.FOOTER, NavEntry(_("数据开放"), "portal:data", order=8))
        register(Face.FOOTER, NavEntry(_("网站地图"), "portal:site_map", order=50))
        register(Face.FOOTER, NavEntry(_("数据说明"), "portal:about_data", order=10))
        register(Face.FOOTER, NavEntry(_("邮件订阅"), "portal:subscribe", order=7))
        letters.PATHS |= {
            "confirm": "/subscriptions/%s/confirm/",
            "manage": "/subscriptions/%s/",
            "unsubscribe": "/subscriptions/%s/unsubscribe/",
        }
        register_search("portal:search", suggest="portal:suggest")
