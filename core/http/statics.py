"""Static files: gathered from the rooms into one folder named by the hash of its content, compressed once, cached for ever.

The whole tree shares one fingerprint, so scripts that import each other and styles that name fonts need no rewriting.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from functools import partial
from pathlib import Path

import brotli
from flask import Flask
from whitenoise import WhiteNoise

COMPRESSED = {".css", ".js", ".mjs", ".svg", ".json", ".html", ".txt", ".webmanifest"}


def init_app(app: Flask, rooms: list[Path]) -> None:
    """Serve every `<room>/static` (web's at the root, others under their name) below `/static/<hash>/`."""
    roots = [(room / "static", "" if room.name == "web" else room.name) for room in rooms if (room / "static").is_dir()]
    files = [
        (path, str(Path(under) / path.relative_to(root))) for root, under in roots for path in sorted(root.rglob("*")) if path.is_file()
    ]
    version = _hash_of(files)
    folder = Path(app.instance_path) / "static" / version
    if not folder.is_dir():
        _gather(files, folder)
    prefix = f"static/{version}"
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(folder), prefix=prefix, max_age=31_536_000, immutable_file_test=lambda path, url: True
    )
    app.extensions["statics"] = f"/{prefix}"
    app.jinja_env.globals["static_url"] = partial(static_url, app)


def static_url(app: Flask, name: str) -> str:
    """The address of a static file by its name below `static`; also a global of the templates, there without the application."""
    return f"{app.extensions['statics']}/{name}"


def _hash_of(files: list[tuple[Path, str]]) -> str:
    digest = hashlib.sha256()
    for path, name in files:
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _gather(files: list[tuple[Path, str]], folder: Path) -> None:
    draft = folder.with_name(f"{folder.name}.{os.getpid()}")
    for path, name in files:
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if path.suffix in COMPRESSED:
            data = path.read_bytes()
            target.with_name(target.name + ".gz").write_bytes(gzip.compress(data, 9, mtime=0))
            target.with_name(target.name + ".br").write_bytes(brotli.compress(data))
    try:
        draft.rename(folder)
    except OSError:  # another process gathered the same content first
        shutil.rmtree(draft)
