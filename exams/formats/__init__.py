"""Files that exams write: pure, values in and bytes out."""
