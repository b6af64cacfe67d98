"""Moodle's question types, one family a module: read into contents of ours, and written from them."""
