"""Reads that combine rooms for the public pages: states of rows, home, field, matter, body, progress."""
