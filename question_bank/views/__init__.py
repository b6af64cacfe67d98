"""The pages of banks, questions and imports."""
