"""Rules of standards: what an item is, how two editions differ, how a table becomes items."""
