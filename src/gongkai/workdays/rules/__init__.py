"""Rules of working days: the calendar, periods with their working, recurrence, time-limit phrases.

shipped.calendar() -> Calendar                            the calendar of the package, without a database
Calendar.add(start, n), .count(first, last), .is_working_day(day), .is_provisional(*days)
periods.after / before(start, amount, unit, calendar=) -> Due(date, is_provisional, working)
periods.excluding(start, amount, intervals, calendar=)    working days without days spent consulting (R33c)
recurrence.turns(unit, since=, until=, calendar=, amount=1, by="", every=1, rolls_back=True)
    -> Turn(key, first, last, due)
phrases.parse(phrase) -> TimeLimit(raw, clauses, statutory_override, findings)
due.due(clause, on, calendar, extended=False) -> Due | None
"""
