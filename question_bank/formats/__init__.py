"""Question files of other programs, read into contents of our kinds. Pure: bytes in, values out."""
