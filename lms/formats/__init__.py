"""Files that courses go out and come in as."""
