"""Work that no request should do. A job is a row written with the act that needs it; the worker does it at least once."""
