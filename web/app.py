"""The application factory: the ground first, then every room from the bottom up."""

from __future__ import annotations

import gc
import importlib
import importlib.util
from pathlib import Path
from types import ModuleType

from flask import Flask
from flask_compress import Compress
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from config import HERE, Settings
from core import logs, storage
from core.db import db
from core.http import bodies, csrf, headers, language, limits, problems, sessions, statics, templates
from core.http.rows import mount
from web import leaves, menu, metrics

ROOMS = ("core", "accounts", "curriculum", "video", "question_bank", "exams", "certificates", "review", "lms", "web")
FLOORS = ("models", "listeners", "tasks", "setup")
"""What a room brings to the application besides routes and commands; importing them is enough to register."""


def lasting_app(settings: Settings) -> Flask:
    """The application of a process that serves, works or commands: one for as long as the process lives.

    What it is made of is told to the garbage collector as lasting, or every full collection would look through all of it again; and the
    collector looks less often than it does by itself, for what requests and jobs make by the ten thousand is seldom garbage in circles.
    """
    app = create_app(settings)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
    return app


def create_app(settings: Settings) -> Flask:
    """A ready application for `settings`. Refuses to start in production with a default secret."""
    settings.check()
    Path(settings.INSTANCE_PATH).mkdir(parents=True, exist_ok=True)
    app = Flask("web", instance_path=settings.INSTANCE_PATH, static_folder=None, template_folder=None)
    app.config.update(settings.flask_config())
    logs.configure(as_json=settings.is_production)
    folders = [HERE / room for room in ROOMS]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder / "templates") for folder in folders])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    templates.init_app(app)
    db.init_app(app)
    storage.init_app(app)
    Compress(app)
    for part in (bodies, sessions, csrf, limits, headers, problems, menu, metrics):
        part.init_app(app)
    language.init_app(app, folders)
    statics.init_app(app, folders)
    leaves.init_app(app)
    for room in ROOMS:
        _move_in(app, room)
    if settings.TRUSTED_PROXIES:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.TRUSTED_PROXIES, x_proto=settings.TRUSTED_PROXIES)  # type: ignore[method-assign]
    return app


def _move_in(app: Flask, room: str) -> None:
    for floor in FLOORS:
        module = _floor(room, floor)
        if module is not None and hasattr(module, "init_app"):
            module.init_app(app)
    routes = _floor(room, "routes")
    if routes is not None:
        mount(app, routes.ROWS)
    cli = _floor(room, "cli")
    if cli is not None:
        app.cli.add_command(cli.commands)


def _floor(room: str, name: str) -> ModuleType | None:
    found = importlib.util.find_spec(f"{room}.{name}")
    return importlib.import_module(f"{room}.{name}") if found else None
