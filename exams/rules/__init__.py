"""Pure rules of exams: time, drawing, the journal chain, scoring. Values in, values out."""
