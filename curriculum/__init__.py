"""Subjects, topics, learning outcomes, levels, national formats: the one vocabulary that tags everything above it."""
