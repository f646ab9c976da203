from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkbenchConfig(AppConfig):
    name = "gongkai.workbench"
    label = "workbench"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.organisations.rules.roles import PERMISSIONS, Permission
        from gongkai.ui.navigation import Face, NavEntry, register
        from gongkai.workbench import actions  # noqa: F401 - registers the daily digest
        from gongkai.workbench.counts import pressing

        def holding(*permissions: Permission) -> frozenset[str]:
            return frozenset(str(role) for role, held in PERMISSIONS.items() if held.intersection(permissions))

        desk, county = holding(Permission.FULFIL_DUTIES), holding(Permission.FULFIL_DUTIES, Permission.SEE_ALL_BODIES)
        entries = (
            NavEntry(_("我的任务"), "workbench:tasks", icon="list-checks", order=10, roles=desk, count=pressing),
            NavEntry(_("总览"), "workbench:cockpit", icon="layout-grid", order=20, roles=county),
            NavEntry(_("任务清单"), "workbench:duties", icon="list", order=22, roles=county),
            NavEntry(_("日历"), "workbench:calendar", icon="calendar-days", order=24, roles=county),
            NavEntry(
                _("公开逾期情况"),
                "workbench:overdue_showing",
                icon="calendar-days",
                order=26,
                roles=holding(Permission.MANAGE_DUTIES),
            ),
            NavEntry(
                _("搜索"), "workbench:missed", icon="search", order=78, roles=holding(Permission.MANAGE_CATALOGUE)
            ),
            NavEntry(
                _("审计记录"), "workbench:audit", icon="scroll-text", order=95, roles=holding(Permission.READ_AUDIT)
            ),
        )
        for entry in entries:
            register(Face.WORKBENCH, entry)
