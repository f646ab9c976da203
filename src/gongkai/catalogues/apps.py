from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CataloguesConfig(AppConfig):
    name = "gongkai.catalogues"
    label = "catalogues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.catalogues import actions, receivers, tasks  # noqa: F401 (registers sweeper, consumers, long work)
        from gongkai.organisations.rules.roles import Role
        from gongkai.ui.navigation import Face, NavEntry, register

        readers = frozenset({str(Role.OPENNESS_OFFICE), str(Role.SUPERVISOR)})
        register(
            Face.WORKBENCH,
            NavEntry(_("标准目录"), "catalogues_workbench:overview", icon="list-tree", order=30, roles=readers),
        )
