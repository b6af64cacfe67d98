"""Questions: banks, immutable revisions, kinds, formats, import, library and editor."""
