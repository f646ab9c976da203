"""Check the vendored browser files against their recorded digests; --fetch takes them afresh (developers only)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

VENDOR = Path(__file__).resolve().parents[2] / "static" / "gongkai" / "vendor"
SOURCE_MAP = re.compile(rb"\n?/[/*]# sourceMappingURL=.*?(\*/)?\s*$")


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fetch", action="store_true", help="Replace the files by those npm serves now.")

    def handle(self, *, fetch: bool, **options: Any) -> None:
        manifest = VENDOR / "vendor.json"
        wanted = json.loads(manifest.read_text(encoding="utf-8"))
        if fetch:
            for package in wanted["packages"]:
                _fetch(package)
            manifest.write_text(json.dumps(wanted, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        if wrong := wrong_files(wanted):
            raise CommandError("not as recorded in vendor.json: " + ", ".join(wrong))
        self.stdout.write("vendored files are as recorded")


def wrong_files(wanted: dict[str, Any]) -> list[str]:
    """Return the files that are missing, changed, or lie there unrecorded."""
    recorded = {name: facts["sha256"] for package in wanted["packages"] for name, facts in package["files"].items()}
    present = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendor.json"
    }
    return sorted(name for name in recorded.keys() | present.keys() if recorded.get(name) != present.get(name))


def _fetch(package: dict[str, Any]) -> None:
    """Download one package and write its files without source-map comments, which would point to nothing."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            for target, facts in package["files"].items():
                member = archive.extractfile(facts["from"])
                if member is None:
                    raise CommandError(f"{name} has no {facts['from']}")
                content = SOURCE_MAP.sub(b"\n", member.read())
                (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
                (VENDOR / target).write_bytes(content)
                facts["sha256"] = hashlib.sha256(content).hexdigest()
