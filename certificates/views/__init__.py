"""Pages of the register, of the holder and of the public verification."""
