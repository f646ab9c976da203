"""What channels decide, as pure functions and tables."""
