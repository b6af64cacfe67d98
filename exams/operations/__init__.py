"""One verb per file: what can be done to exams, papers, sittings and marks."""
