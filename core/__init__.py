"""The ground every room stands on: database, clock, errors, actor, permissions, audit, storage, mail, jobs, HTTP. Knows no room."""
