"""Tests of the readers of question files."""
