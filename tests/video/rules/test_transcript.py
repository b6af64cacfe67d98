"""Speech in pieces of half a minute."""

from __future__ import annotations

from video.rules.cues import CueText
from video.rules.transcript import Piece, pieces


def test_piece_begins_with_a_cue_and_lasts_half_a_minute() -> None:
    cues = [
        CueText(1500, 3000, "<b>Một</b>"),
        CueText(30_900, 32_000, "hai"),
        CueText(31_000, 33_000, "ba"),
        CueText(90_000, 91_000, "bốn"),
    ]
    assert pieces(cues) == [Piece(1, "Một hai"), Piece(31, "ba"), Piece(90, "bốn")]


def test_silence_has_no_pieces() -> None:
    assert pieces([]) == []
