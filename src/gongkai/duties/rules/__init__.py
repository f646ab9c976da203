"""Rules of duties: what a row makes a body owe, where a duty stands on a day, which addresses may be fetched."""
