"""Measures beside known work on the same machine, so that a figure means something elsewhere. `make bench` runs them."""
