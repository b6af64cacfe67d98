"""Files: stored under their content's SHA-256, on local disk or any store that STORAGE_URL names; large ones pass through in parts."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app
from obstore import open_writer
from obstore.store import from_url

from core.errors import NotFound

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_KEY = "khoabang-storage"
_LOCAL = "khoabang-storage-folder"
PART = 1_000_000
"""How many bytes of a large file are held in memory at once."""


@dataclass(frozen=True)
class Kept:
    """What is known of a kept file without reading it; `tag` changes when its content does."""

    size: int
    tag: str


def init_app(app: Flask) -> None:
    """Open the store of STORAGE_URL; a local folder is made when it is missing."""
    url = app.config["STORAGE_URL"]
    local = Path(url.removeprefix("file://")) if url.startswith("file://") else None
    if local is not None:
        local.mkdir(parents=True, exist_ok=True)
    app.extensions[_LOCAL] = local
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


def describe(name: str) -> Kept:
    """Size and tag of a kept file; NotFound when there is none."""
    try:
        found = store().head(name)
    except FileNotFoundError as missing:
        raise NotFound from missing
    return Kept(found["size"], (found["e_tag"] or f"{found['size']:x}-{found['last_modified'].timestamp():x}").strip('"'))


def read(name: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes `start` to `end` (not included; the end of the file by default), a part at a time as they are asked for.

    The store is looked up now and not with the first part, which a server asks for when the request is over.
    """
    opened, stop = store(), describe(name).size if end is None else end
    return (bytes(opened.get_range(name, start=first, end=min(first + PART, stop))) for first in range(start, stop, PART))


def put_parts(name: str, parts: Iterable[bytes]) -> str:
    """Keep what `parts` give one after the other under `name`, which stands there only when all of it has come. Returns its SHA-256."""
    digest, writer = hashlib.sha256(), open_writer(store(), name, buffer_size=5 * PART, max_concurrency=2)
    for part in parts:
        digest.update(part)
        writer.write(part)
    writer.close()  # only now, and not after an error: closing is what makes it stand there
    return digest.hexdigest()


def put_file(name: str, path: Path) -> None:
    """Keep a file of this machine under `name` without holding it in memory."""
    store().put(name, path, max_concurrency=2)


def as_file(name: str, folder: Path) -> Path:
    """A kept file for a program that wants a path: where it is, or a copy in `folder` when the store is elsewhere. Only to be read."""
    local: Path | None = current_app.extensions[_LOCAL]
    if local is not None:
        return local / name
    path = folder / Path(name).name
    with path.open("wb") as file:
        file.writelines(read(name))
    return path


def delete(name: str) -> None:
    """The file of this name and everything below it is gone afterwards; nothing there is fine, too."""
    local: Path | None = current_app.extensions[_LOCAL]
    if local is not None:
        (local / name).unlink() if (local / name).is_file() else shutil.rmtree(local / name, ignore_errors=True)
        return
    for page in store().list(name):
        store().delete([found["path"] for found in page])
    with suppress(FileNotFoundError):
        store().delete(name)


def free_bytes() -> int | None:
    """How much more fits on this machine's disk; None when the store is elsewhere and does not say."""
    local: Path | None = current_app.extensions[_LOCAL]
    return None if local is None else shutil.disk_usage(local).free


@contextmanager
def desk(name: str) -> Iterator[Path]:
    """An empty folder on this machine's disk for work in hand, removed afterwards; what a killed worker left in it is removed before."""
    folder = Path(current_app.instance_path) / "work" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
