"""The officer's desk: my tasks, period returns, events, duties, the county cockpit, the calendar, the record.

It combines what other rooms know. Of its own it keeps requests to be released from a duty, and sends the daily digest.
"""
