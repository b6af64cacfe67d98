"""Caption files in and out."""
