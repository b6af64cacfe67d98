"""The door to lms for the rooms above."""
