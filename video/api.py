"""The door to video for the rooms above."""
