from django.apps import AppConfig


class CataloguesConfig(AppConfig):
    name = "gongkai.catalogues"
    label = "catalogues"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.catalogues import actions, receivers  # noqa: F401 (registers the sweeper and the consumers)
