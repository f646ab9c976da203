"""Every static check, one after the other; all are run, and the first failure does not hide the next."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "import-linter": ["lint-imports", "--no-cache"],
    "mypy": ["mypy"],
    "django": ["gongkai", "check"],
    "migrations": ["gongkai", "makemigrations", "--check", "--dry-run"],
    "templates": ["python", "checks/templates.py"],
    "translations": ["python", "checks/translations.py"],
    "documents": ["python", "checks/documents.py"],
}


def main() -> None:
    failed = []
    for name, command in CHECKS.items():
        started = time.perf_counter()
        done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
        mark = "FAIL" if done.returncode else "ok  "
        print(f"{mark} {name} ({time.perf_counter() - started:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout[-6000:], done.stderr[-6000:], sep="\n", flush=True)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
