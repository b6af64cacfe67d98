"""Tests of the question kinds."""
