from django.apps import AppConfig


class CataloguesConfig(AppConfig):
    name = "gongkai.catalogues"
    label = "catalogues"
    default_auto_field = "django.db.models.BigAutoField"
