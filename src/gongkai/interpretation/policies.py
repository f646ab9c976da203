"""Who may plan an interpretation, take in a policy from above, or answer a concern."""
