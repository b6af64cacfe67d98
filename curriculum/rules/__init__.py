"""Pure rules of the vocabulary."""
