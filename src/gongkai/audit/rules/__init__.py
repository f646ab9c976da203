"""Rules of the record: how an entry is written down and chained."""
