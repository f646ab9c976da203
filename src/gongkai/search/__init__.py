"""The index: documents in, ranked answers out. Knows only Document, never the room it came from."""
