"""The arrows between rooms and floors, as `.importlinter` draws them."""

from __future__ import annotations

import subprocess
import sys

from config import HERE
from web.app import ROOMS


def test_no_arrow_is_forbidden() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    found = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-6000:] + found.stderr[-2000:]


def test_every_room_is_drawn() -> None:
    drawn = (HERE / ".importlinter").read_text().split("[importlinter:contract")[0]
    assert all(f"    {room}\n" in drawn for room in ROOMS)
