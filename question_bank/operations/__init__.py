"""What can be done to banks and questions, one verb a file."""
