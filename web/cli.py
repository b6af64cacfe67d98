"""Commands of the shell: `flask web serve`, `migrate`, `migration`, `demo`, `worker`, `routes`. They import what they need when called."""

from __future__ import annotations

from importlib.util import find_spec

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from config import HERE
from core.http.rows import rows_of

commands = AppGroup("web", help="The platform as a whole: server, database, demo, routes.")


@commands.command("serve")
def serve() -> None:
    """Migrate if needed, start the server and the worker, keep both alive until Ctrl-C."""
    from web.serve import main

    raise SystemExit(main())


@commands.command("worker")
def worker() -> None:
    """Do background jobs until stopped."""
    from core.jobs.worker import run_forever

    run_forever(current_app._get_current_object())  # type: ignore[attr-defined]


@commands.command("migrate")
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database to REVISION (the newest by default)."""
    from flask_migrate import upgrade

    use_migrations(current_app)
    upgrade(directory=str(HERE / "migrations"), revision=revision)


@commands.command("migration")
@click.argument("message")
def migration(message: str) -> None:
    """Write a migration from the difference between the models and the database, which is brought up to date first."""
    from flask_migrate import revision, upgrade

    use_migrations(current_app)
    upgrade(directory=str(HERE / "migrations"))
    revision(directory=str(HERE / "migrations"), message=message, autogenerate=True)


@commands.command("demo")
def demo() -> None:
    """Load the demo: people, questions, an exam. Meant for an empty database."""
    if find_spec("web.demo.load") is None:
        click.echo("There is no demo yet.")
        return
    from web.demo.load import load_demo

    load_demo()


@commands.command("routes")
def routes() -> None:
    """Every address with its guard."""
    for endpoint, row in sorted(rows_of(current_app).items(), key=lambda item: (item[1].url, item[1].method)):
        click.echo(f"{row.method:6} {row.url:60} {row.guard.name:40} {endpoint}")


def use_migrations(app: Flask) -> None:
    """Tell Flask-Migrate of `app`; the server itself never imports it."""
    from flask_migrate import Migrate

    from core.db import db

    Migrate(app, db, directory=str(HERE / "migrations"), render_as_batch=True, compare_server_default=True)
