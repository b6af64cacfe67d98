"""`flask curriculum load`."""

from __future__ import annotations

from flask import Flask


def test_load_says_what_it_did(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["curriculum", "load"])
    assert result.exit_code == 0 and "kept as edited here 0" in result.output
