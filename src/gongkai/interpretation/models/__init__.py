"""The tables of the room: plans, relays, concerns."""
