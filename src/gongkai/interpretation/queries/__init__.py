"""What the room's pages and other rooms read."""
