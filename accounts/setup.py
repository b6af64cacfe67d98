"""What accounts brings to the application: who is signed in, and the names of its acts."""

from __future__ import annotations

from flask import Flask

from accounts import identity
from accounts.queries.words import describe_acts
from accounts.rules.acts import ACTS


def init_app(app: Flask) -> None:
    identity.init_app(app)
    describe_acts(ACTS)
