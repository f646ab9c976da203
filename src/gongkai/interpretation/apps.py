from django.apps import AppConfig


class InterpretationConfig(AppConfig):
    name = "gongkai.interpretation"
    label = "interpretation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.interpretation import checks, navigation  # noqa: F401 (they register themselves)
