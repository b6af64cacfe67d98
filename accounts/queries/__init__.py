"""Every `select` of the room, and the frozen read models that leave it."""
