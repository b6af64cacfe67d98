"""The door to review for the rooms above."""
