"""Every select of the room, one file per screen or subject."""
