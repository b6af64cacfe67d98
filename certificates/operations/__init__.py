"""Acts on certificates, one verb per file."""
