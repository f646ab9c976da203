"""What was found in a file, fit to be shown, logged and handed on."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.publishing.rules import references, sensitive, wording

Kind = sensitive.Kind | wording.Kind | references.Kind


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in a file. `masked` is all that may be shown of it."""

    kind: Kind
    level: sensitive.Level
    where: str
    masked: str

    def as_dict(self) -> dict[str, str]:
        """As the command prints it and as an attachment keeps it."""
        return {"kind": str(self.kind), "level": str(self.level), "where": self.where, "masked": self.masked}
