"""Messages and their delivery, with a receipt for each. Knows only Message, Delivery and Receipt."""
