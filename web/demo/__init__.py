"""The demo: people, questions and exams worth looking at, made by the same operations that the pages use."""
