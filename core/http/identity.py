"""The actor of this request. Accounts supplies the loader; every other room only asks here."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app, g

from core.actor import VISITOR, Actor

_KEY = "khoabang-actor-loader"


def use_loader(app: Flask, loader: Callable[[], Actor]) -> None:
    """Let `loader` say who is acting; called at most once a request."""
    app.extensions[_KEY] = loader


def current_actor() -> Actor:
    """Who is acting in this request; a visitor when nobody signed in."""
    if "actor" not in g:
        loader = current_app.extensions.get(_KEY)
        g.actor = loader() if loader else VISITOR
    actor: Actor = g.actor
    return actor


def forget_actor() -> None:
    """Ask the loader again: after signing in or out within one request."""
    g.pop("actor", None)
