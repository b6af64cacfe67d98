"""Nothing that a browser loads comes from a stranger's server, and every vendored work brings its licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config import HERE
from web.app import ROOMS

OURS = sorted(
    path
    for room in ROOMS
    for folder in ("templates", "static")
    for path in (HERE / room / folder).rglob("*")
    if path.suffix in {".html", ".css", ".js", ".mjs", ".svg", ".webmanifest"} and "vendor" not in path.parts
)
_ADDRESS = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"'<>)]*", re.I)
NAMES_NOT_PLACES = ("http://www.w3.org/",)


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(HERE)))
def test_no_address_of_a_third_party(path: Path) -> None:
    assert [found for found in _ADDRESS.findall(path.read_text()) if not found.startswith(NAMES_NOT_PLACES)] == []


def test_vendored_works_bring_version_and_licence() -> None:
    works = [work for room in ROOMS for work in (HERE / room / "static" / "vendor").glob("*") if work.is_dir()]
    assert works
    for work in works:
        assert re.search(r"-\d+(\.\d+)+", work.name), work
        assert any(file.name.upper().startswith("LICEN") for file in work.iterdir()), work


def test_styles_are_linked_and_import_none() -> None:
    """An import is a second round trip, and some tools rebuild it as an inline style, which the policy stops."""
    assert [path for path in OURS if path.suffix == ".css" and "@import" in path.read_text()] == []


def test_styles_name_files_that_exist() -> None:
    for path in OURS:
        if path.suffix == ".css":
            for name in re.findall(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)", path.read_text()):
                assert name.startswith(("data:", "#")) or (path.parent / name.split("?")[0].split("#")[0]).is_file(), (path, name)
