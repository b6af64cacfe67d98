"""Pure rules of lms. Values in, values out."""
