"""Certificates: awards, number series, the register book, the PDF, and verification by anybody who holds the paper."""
