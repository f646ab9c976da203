"""Clock, ids, text and the outbox: what every room stands on and what knows no room."""
