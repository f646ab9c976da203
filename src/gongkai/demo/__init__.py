"""明镜县, an invented county, and the tour through it."""
