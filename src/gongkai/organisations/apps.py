from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "gongkai.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.organisations import receivers  # noqa: F401 (registers consumers)
        from gongkai.organisations.rules.roles import Role
        from gongkai.ui.navigation import Face, NavEntry, register

        register(
            Face.WORKBENCH,
            NavEntry(
                _("机构与人员"),
                "organisations_workbench:bodies",
                icon="building-2",
                order=80,
                roles=frozenset({str(Role.ADMINISTRATOR), str(Role.OPENNESS_OFFICE), str(Role.SUPERVISOR)}),
            ),
        )
        register(
            Face.WORKBENCH,
            NavEntry(
                _("县级设置"),
                "organisations_workbench:settings",
                icon="settings",
                order=90,
                roles=frozenset({str(Role.ADMINISTRATOR)}),
            ),
        )
