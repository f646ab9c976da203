"""Reads that combine rooms for the screens of the desk. All return frozen dataclasses; query counts are constant."""
