"""Pure rules of review. Values in, values out."""
