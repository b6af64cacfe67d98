"""Files: stored under their content's SHA-256, on local disk or any store that STORAGE_URL names."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app
from obstore.store import from_url

from core.errors import NotFound

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_KEY = "khoabang-storage"


def init_app(app: Flask) -> None:
    """Open the store of STORAGE_URL; a local folder is made when it is missing."""
    url = app.config["STORAGE_URL"]
    if url.startswith("file://"):
        Path(url.removeprefix("file://")).mkdir(parents=True, exist_ok=True)
    app.extensions[_KEY] = from_url(url)


def store() -> ObjectStore:
    """The open store."""
    return cast("ObjectStore", current_app.extensions[_KEY])


def put(folder: str, data: bytes) -> str:
    """Keep `data`; its name is `folder/<sha256>`, so the same content is kept once. Returns the name."""
    name = f"{folder}/{hashlib.sha256(data).hexdigest()}"
    store().put(name, data)
    return name


def get(name: str) -> bytes:
    """The bytes kept under `name`; NotFound when there are none."""
    try:
        return bytes(store().get(name).bytes())
    except FileNotFoundError as missing:
        raise NotFound from missing
