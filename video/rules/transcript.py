"""What is said in an episode, cut into pieces that a search can lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from video.rules.cues import CueText, plain

PIECE_SECONDS = 30


@dataclass(frozen=True)
class Piece:
    """About half a minute of speech from `start_second` on."""

    start_second: int
    text: str


@dataclass(frozen=True)
class Line:
    """One caption as a line to read: its text is plain, `second` is where a link to it leads, `start` its exact time in seconds."""

    second: int
    start: float
    text: str


def pieces(cues: Sequence[CueText], every_seconds: int = PIECE_SECONDS) -> list[Piece]:
    """The cues (in order of time) gathered into pieces that begin with a cue; each begins in a second of its own."""
    found: list[tuple[int, list[str]]] = []
    for cue in cues:
        start = cue.start_ms // 1000
        if not found or start >= found[-1][0] + every_seconds:
            found.append((start, []))
        found[-1][1].append(plain(cue.text))
    return [Piece(start, " ".join(texts)) for start, texts in found]
