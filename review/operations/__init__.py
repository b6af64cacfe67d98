"""One verb per file: what can be done in review."""
