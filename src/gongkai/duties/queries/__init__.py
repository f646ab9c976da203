"""Reads of duties for screens and for other rooms. All return frozen dataclasses; query counts are constant."""

from gongkai.duties.queries.agenda import Day, agenda
from gongkai.duties.queries.beside import Explained, explanation_of, explanations, urges
from gongkai.duties.queries.digest import Digest, digest_for, due_officers
from gongkai.duties.queries.evidence import Evidence, evidence_of
from gongkai.duties.queries.matrix import Column, Line, Matrix, matrix
from gongkai.duties.queries.owing import owed_row
from gongkai.duties.queries.rows import RowState, pair_states, row_states
from gongkai.duties.queries.scoreboard import BodyScore, MonthScore, Score, by_body, by_month, month_of, scoreboard
from gongkai.duties.queries.showing import Showing, overdue_showings, showing_history
from gongkai.duties.queries.signable import SignableDuty, SignablePeriod
from gongkai.duties.queries.signable import duties as signable_duties
from gongkai.duties.queries.signable import periods as signable_periods
from gongkai.duties.queries.tasks import (
    Task,
    TaskFilter,
    TaskKind,
    TaskPage,
    counts,
    duties_of_matter,
    soon_day,
    task,
    tasks,
)
from gongkai.duties.queries.triggers import Registrable, TriggerChoice, registrable, trigger_choices

__all__ = [
    "BodyScore",
    "Column",
    "Day",
    "Digest",
    "Evidence",
    "Explained",
    "Line",
    "Matrix",
    "MonthScore",
    "Registrable",
    "RowState",
    "Score",
    "Showing",
    "SignableDuty",
    "SignablePeriod",
    "Task",
    "TaskFilter",
    "TaskKind",
    "TaskPage",
    "TriggerChoice",
    "agenda",
    "by_body",
    "by_month",
    "counts",
    "digest_for",
    "due_officers",
    "duties_of_matter",
    "evidence_of",
    "explanation_of",
    "explanations",
    "matrix",
    "month_of",
    "overdue_showings",
    "owed_row",
    "pair_states",
    "registrable",
    "row_states",
    "scoreboard",
    "showing_history",
    "signable_duties",
    "signable_periods",
    "soon_day",
    "task",
    "tasks",
    "trigger_choices",
    "urges",
]
