"""Views of the portal, one module per group of pages."""
