"""Files are named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from core import storage
from core.errors import NotFound


def test_the_same_content_is_kept_once_under_its_hash(app: Flask) -> None:
    name = storage.put("media", "Đề".encode())
    assert name == storage.put("media", "Đề".encode()) and name.startswith("media/")
    assert storage.get(name) == "Đề".encode()


def test_a_missing_file_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFound):
        storage.get("media/" + "0" * 64)


def test_large_file_passes_in_parts_and_any_range_is_read(app: Flask, tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    digest = storage.put_parts("video/a/whole", (data[n : n + 700_000] for n in range(0, len(data), 700_000)))
    assert digest == hashlib.sha256(data).hexdigest()
    assert storage.describe("video/a/whole").size == len(data)
    assert max(len(part) for part in storage.read("video/a/whole")) == storage.PART
    assert b"".join(storage.read("video/a/whole")) == data
    assert b"".join(storage.read("video/a/whole", 1_500_000, 1_500_010)) == data[1_500_000:1_500_010]


def test_parts_may_come_from_the_store_itself(app: Flask) -> None:
    names = [storage.put("video/pieces", bytes([number]) * 3_000_000) for number in range(4)]
    storage.put_parts("video/joined", (part for name in names for part in storage.read(name)))
    assert storage.describe("video/joined").size == 12_000_000
    assert b"".join(storage.read("video/joined", 2_999_999, 3_000_001)) == b"\0\1"


def test_file_goes_in_and_comes_out_as_a_path(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(b"phim")
    storage.put_file("video/b/x.mp4", tmp_path / "x.mp4")
    assert storage.as_file("video/b/x.mp4", tmp_path).read_bytes() == b"phim"


def test_what_is_not_complete_is_not_there(app: Flask) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.put_parts("video/c/whole", broken())
    with pytest.raises(NotFound):
        storage.describe("video/c/whole")


@pytest.fixture(params=["here", "elsewhere"])
def place(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    """The store in this machine's files, and one that is not."""
    before = app.config["STORAGE_URL"]
    if request.param == "elsewhere":
        app.config["STORAGE_URL"] = "memory:///"
        storage.init_app(app)
    yield request.param
    app.config["STORAGE_URL"] = before
    storage.init_app(app)


def test_folder_is_deleted_with_all_in_it_and_with_nothing_beside_it(app: Flask, place: str, tmp_path: Path) -> None:
    for name in ("video/d/1", "video/d/e/2", "video/dd/3"):
        storage.put_parts(name, [b"x"])
    storage.put_parts("video/f", [b"x"])
    for name in ("video/d", "video/f", "video/none"):
        storage.delete(name)
    for gone in ("video/d/1", "video/d/e/2", "video/f"):
        with pytest.raises(NotFound):
            storage.describe(gone)
    assert storage.as_file("video/dd/3", tmp_path).read_bytes() == b"x"
    assert (storage.free_bytes() is None) == (place == "elsewhere")
