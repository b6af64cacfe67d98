"""Alembic's way into the application: its engine, its tables. `make migration` writes a version, `flask web migrate` applies them."""

from __future__ import annotations

from typing import Any

from alembic import context
from alembic.operations import ops
from flask import current_app
from sqlalchemy import ForeignKeyConstraint, text

from core.db import UtcDateTime, db, is_modelled


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Our column type as plain SQL, so that a migration does not depend on code that may change after it."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def tidy_version(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write nothing when models and database agree; add the foreign keys of tables that need each other when both are there."""
    upgrade, downgrade = directives[0].upgrade_ops, directives[0].downgrade_ops
    if getattr(context.config.cmd_opts, "autogenerate", False) and upgrade.is_empty():
        directives.clear()
        print("The models and the database agree; no migration is needed.")
        return
    for table in [step for step in upgrade.ops if isinstance(step, ops.CreateTableOp)]:
        for key in [part for part in table.columns if isinstance(part, ForeignKeyConstraint) and part.use_alter]:
            table.columns = [part for part in table.columns if part is not key]
            add = ops.AddConstraintOp.from_constraint(key)
            upgrade.ops.append(ops.ModifyTableOps(table.table_name, [add]))
            downgrade.ops.insert(0, ops.ModifyTableOps(table.table_name, [add.reverse()]))


def run() -> None:
    """Apply migrations in one transaction. SQLite rests its foreign keys, because batch mode makes tables anew."""
    options = {"render_item": render_item, "process_revision_directives": tidy_version, "include_name": is_modelled, **_configured()}
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        context.configure(connection=connection, target_metadata=db.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                raise RuntimeError("A migration broke a foreign key.")
        connection.commit()
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def _configured() -> dict[str, Any]:
    return dict(current_app.extensions["migrate"].configure_args)


run()
