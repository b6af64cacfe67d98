"""Every select of the room, and the types it reads from `data/`."""
