"""Word files written: WordprocessingML as text, put in a zip. python-docx knows no equations, tabs between options or page
fields, so nearly all would be raw XML under it too, and it takes some twenty times as long for a thick file."""
