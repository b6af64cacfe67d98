"""`flask curriculum …`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from core.actor import SYSTEM
from core.db import transaction
from curriculum.operations.load_curriculum import load_curriculum

commands = AppGroup("curriculum", help="Subjects, topics and levels.")


@commands.command("load")
def load() -> None:
    """Load the project's own data files; what was edited in the application is left alone."""
    with transaction():
        loaded = load_curriculum(SYSTEM)
    click.echo(f"added {loaded.added}, updated {loaded.updated}, unchanged {loaded.unchanged}, kept as edited here {loaded.kept}")
