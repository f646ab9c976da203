"""The clerk's desk: pages that combine rooms."""
