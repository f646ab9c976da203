"""Every write of the room, one module per thing that people do."""
