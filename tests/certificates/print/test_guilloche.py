"""The engraved ground is what its program draws."""

from __future__ import annotations

from certificates.print.guilloche import HERE, ground


def test_ground_is_drawn_by_the_program() -> None:
    assert (HERE / "ground.svg").read_text() == ground()
