"""Making the demo county through the same actions that people use, relative to the day of the first run."""
