"""How a printed catalogue becomes items: cells, records, tables, and the answer that a machine reads."""
