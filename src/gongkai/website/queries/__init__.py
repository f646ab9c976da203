"""Reads of the room: columns, reported errors, notices, topics, the archive."""
