from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "gongkai.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.kernel import worker
        from gongkai.search import tasks  # noqa: F401 (registers the nightly clearing)
        from gongkai.search.index import node_index

        @worker.after_drain
        def follow_the_feed() -> None:
            node_index().sync()
