from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "gongkai.tables"
    label = "tables"
    default_auto_field = "django.db.models.BigAutoField"
