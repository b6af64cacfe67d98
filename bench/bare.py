"""The least that could take a save: Flask, JSON, one row, one commit, on the same engine settings. What saves are measured beside."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from flask import Flask, Response, jsonify, request
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert

import core.db  # its listeners give every SQLite connection the same settings
from config import Settings

TABLE = Table("bench_bare", MetaData(), Column("id", Integer, primary_key=True), Column("text", Text, nullable=False))
assert core.db.db is not None


def make(database_url: str = "") -> Flask:
    """The application; `database_url` is the environment's DATABASE_URL unless given."""
    settings = Settings(DATABASE_URL=database_url or os.environ["DATABASE_URL"])
    config = settings.flask_config()
    engine = create_engine(config["SQLALCHEMY_DATABASE_URI"], **config["SQLALCHEMY_ENGINE_OPTIONS"])
    TABLE.create(engine, checkfirst=True)
    engine.dispose()  # gunicorn forks after this: no connection may be shared
    app = Flask("bare")

    @app.post("/append")
    def append() -> Response:
        sent = request.get_json()
        with engine.begin() as connection:
            connection.execute(insert(TABLE), {"text": sent["events"][0]})
        return jsonify(saved=len(sent["events"]), at=datetime.now(UTC).isoformat())

    return app
