"""Question files of other programs, read into contents of our kinds and written from them. Pure: values in, values out."""
