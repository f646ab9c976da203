"""What does the limit cell of a catalogue row say? `parse(phrase)` reads it into clauses, or says it cannot.

`parse(phrase) -> TimeLimit(raw, clauses, statutory_override, findings)`; `.as_json()` is the `time_limit` object that
rows keep. The way of a text: lexicon → tokens → shapes and patterns → building → reading.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26: 20 working days from being formed or changed;
        other law prevails.
    catalogues.md §3: the families of wording in published catalogues.
"""

from gongkai.workdays.rules.phrases.clauses import Clause, Code, Finding, Kind, TimeLimit
from gongkai.workdays.rules.phrases.reading import parse
from gongkai.workdays.rules.phrases.triggers import Trigger

__all__ = ["Clause", "Code", "Finding", "Kind", "TimeLimit", "Trigger", "parse"]
