"""The public face: pages that combine rooms."""
