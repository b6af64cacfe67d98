"""One verb per file: load, decide, change, audit. Nothing here commits."""
