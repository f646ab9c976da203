"""What a catalogue may say, decided without a database: subjects, gaps, stages, completeness, revision."""
