"""The shape of input of the pages of exams."""
