"""Views of the workbench's own screens, one module per group of pages."""
