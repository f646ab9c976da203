from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.publishing import channelling, checks, navigation, receivers, tasks  # noqa: F401 (they register themselves)
