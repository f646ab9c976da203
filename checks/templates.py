"""Templates compile, keep their style (djade), and hold no inline script, handler or style: the CSP would drop them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")|\son[a-z]+=|\sstyle=")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    django.setup()
    from django.template import TemplateSyntaxError, engines

    wrong = []
    paths = sorted((ROOT / "src" / "gongkai").rglob("templates/**/*.html"))
    for path in paths:
        name = str(path).split("/templates/", 1)[1]
        try:
            engines["django"].get_template(name)
        except TemplateSyntaxError as error:
            wrong.append(f"{name}: {error}")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if INLINE.search(line):
                wrong.append(f"{name}:{number}: inline script, handler or style: {line.strip()[:80]}")
    djade = Path(sys.executable).parent / "djade"
    command = [djade, "--check", "--target-version", "5.2", *map(str, paths)]
    styled = subprocess.run(command, capture_output=True, text=True)
    if styled.returncode:
        wrong.append(styled.stdout + styled.stderr)
    print("\n".join(wrong) or f"{len(paths)} templates")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
