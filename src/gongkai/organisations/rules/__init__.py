"""Rules of organisations: roles, credit codes, division data, settings with their defaults."""
