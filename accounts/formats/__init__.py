"""Files that come in and go out: lists of people as Excel sheets."""
