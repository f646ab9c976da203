"""Rules of the portal: the one state that the public sees of a row."""
