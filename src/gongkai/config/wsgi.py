"""The WSGI entry, served by granian: kept pages before Django, Django for the rest.

With the embedded worker on, its thread starts here, in the serving process.
"""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

django_application = get_wsgi_application()

from gongkai.portal.page_cache import PageCache  # noqa: E402 - needs the settings that were just read

application = PageCache(django_application)


def _start_embedded_worker() -> None:
    from django.conf import settings

    from gongkai.kernel import worker

    if settings.EMBEDDED_WORKER:
        worker.start_thread()


_start_embedded_worker()
