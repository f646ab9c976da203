"""Rules of publishing: states and moves, index numbers, the checklist of a row."""
