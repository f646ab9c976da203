from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    name = "gongkai.standards"
    label = "standards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.organisations.rules.roles import Role
        from gongkai.standards import tasks  # noqa: F401 (registers what recurs)
        from gongkai.ui.navigation import Face, NavEntry, register

        register(
            Face.WORKBENCH,
            NavEntry(
                _("标准指引"),
                "standards_workbench:editions",
                icon="book-open",
                order=70,
                roles=frozenset({str(Role.OPENNESS_OFFICE), str(Role.SUPERVISOR)}),
            ),
        )
