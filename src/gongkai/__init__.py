"""Gongkai (公开): a county's 政务公开 by one national standard, with a catalogue that runs."""
