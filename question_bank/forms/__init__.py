"""The shape of what a person sends: questions, banks, files."""
