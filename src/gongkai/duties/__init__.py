"""What is owed, by whom, by when, and why: the catalogue row at work."""
