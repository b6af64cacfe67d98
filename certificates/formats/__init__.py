"""Certificates and the register as files: PDF and Excel."""
