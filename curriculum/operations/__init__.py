"""What can be done to the vocabulary, one verb a file."""
