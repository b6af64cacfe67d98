"""Types of lesson blocks, one module each."""
