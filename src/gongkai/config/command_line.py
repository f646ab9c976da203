"""`gongkai`: Django's command line under the product's own name."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a management command; its name may be written with hyphens (verify-log)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    from django.core.management import execute_from_command_line

    program, *words = sys.argv
    if words and not words[0].startswith("-"):
        words[0] = words[0].replace("-", "_")
    execute_from_command_line([program, *words])
