from django.apps import AppConfig


class InterpretationConfig(AppConfig):
    name = "gongkai.interpretation"
    label = "interpretation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves.
        from gongkai.interpretation import additions, checks, navigation, receivers, tasks  # noqa: F401
