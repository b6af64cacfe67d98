"""What the room decides without a database: names, passwords, lockout, roles, rows of an import."""
