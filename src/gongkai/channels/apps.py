from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "gongkai.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Consumers and adapters register themselves.
        from gongkai.channels import actions, tasks  # noqa: F401
        from gongkai.channels.adapters import by_hand, mail, own, webhook, wechat  # noqa: F401
