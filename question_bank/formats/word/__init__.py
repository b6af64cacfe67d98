"""Question files made in Word, LibreOffice and WPS (.docx): package → paragraphs → lines → questions."""
