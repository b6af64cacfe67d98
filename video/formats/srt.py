"""SubRip (.srt) as WebVTT, so that there is one reader of captions."""

from __future__ import annotations

import re

from video.formats.webvtt import read_webvtt
from video.rules.cues import CueText

_OWN_TAGS = re.compile(r"</?font[^<>]*>|\{\\[^{}]*\}", re.IGNORECASE)
_FIRST_CUE = re.compile(r"\s*(?:[0-9]+[ \t]*\n)?\s*[0-9]{1,3}:[0-9]{2}:[0-9]{2},[0-9]{3}\s+-->")


def is_srt(text: str) -> bool:
    """Whether the text begins as SubRip does: a number, then times with commas."""
    return bool(_FIRST_CUE.match(text.removeprefix("\ufeff")))


def read_srt(text: str) -> list[CueText]:
    """The cues of a SubRip text; colours and places, which only it knows, are left out. Lines are numbered as in `text`."""
    return read_webvtt("WEBVTT\n\n" + _OWN_TAGS.sub("", text.removeprefix("\ufeff")), first_line=-1)


def read_captions(text: str) -> list[CueText]:
    """The cues of a text of either kind."""
    return read_srt(text) if is_srt(text) else read_webvtt(text)
