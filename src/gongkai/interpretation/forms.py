"""The shape of what is typed on the room's pages."""
