"""How long it takes to import the application: the greater part of every start of a server, a worker or a command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from bench.registry import Measure, benchmark, beside_each_other


@benchmark("start")
def start() -> Iterator[Measure]:
    """Beside a Python that imports Flask and SQLAlchemy, the least that any such application needs."""
    ours, theirs = beside_each_other(lambda: _python("import wsgi"), lambda: _python("import flask, flask_sqlalchemy"), times=3)
    yield Measure("application imported", ours, "s", theirs, "flask and sqlalchemy alone")


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, stdin=subprocess.DEVNULL, capture_output=True)
