"""Tables as people really make them → a grid → typed records and findings that say how to mend them."""
