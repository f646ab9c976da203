"""Pure rules of the workbench."""
