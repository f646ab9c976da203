from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "gongkai.config"
    label = "config"
