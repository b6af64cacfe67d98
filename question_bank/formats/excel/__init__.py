"""Questions as rows of an Excel sheet: its columns, the ways in and out, and the template that teachers fill in."""
