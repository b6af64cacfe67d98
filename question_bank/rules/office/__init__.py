"""What a handed-in Word, Excel or PowerPoint file is examined for: rules as data, one function each, behind one hardened opening."""
