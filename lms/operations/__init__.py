"""One verb per file: what can be done in lms."""
