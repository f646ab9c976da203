"""Rules of working days: the calendar, periods with their working, recurrence, time-limit phrases."""
