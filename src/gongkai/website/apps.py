from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "gongkai.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves.
        from gongkai.website import navigation, tasks  # noqa: F401
