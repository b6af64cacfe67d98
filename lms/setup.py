"""What lms brings to the application: the names of its acts."""

from __future__ import annotations

from flask import Flask

from accounts.api import describe_acts
from lms.rules.acts import ACTS


def init_app(app: Flask) -> None:
    describe_acts(ACTS)
