"""Rules of search: how text becomes terms, how a question becomes a query, where a snippet is cut."""
