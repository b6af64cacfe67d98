"""Files are named by their content."""

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
