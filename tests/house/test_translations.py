"""Everything that is said in Vietnamese can be said in English, with the same gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.translations import catalogue_of, missing_in, rooms

_GAP = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*([a-zA-Z])|%%")

each_room = pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)


def gaps(text: str) -> set[str]:
    return {found[0] for found in _GAP.finditer(text) if found[1]}


@each_room
def test_every_message_has_its_english(room: Path) -> None:
    assert list(missing_in(room)) == [], "make translations, then fill in the English"


@each_room
def test_english_has_the_same_gaps(room: Path) -> None:
    for message in catalogue_of(room):
        if not message.id:
            continue
        asked = gaps(message.id if isinstance(message.id, str) else message.id[-1])
        for text in (message.string,) if isinstance(message.string, str) else message.string:
            if not text:
                continue  # missing, which is another test
            is_singular = not isinstance(message.id, str) and text == message.string[0]
            assert gaps(text) == asked or (is_singular and gaps(text) <= asked), (message.id, text)


@each_room
def test_no_english_is_a_guess(room: Path) -> None:
    assert [message.id for message in catalogue_of(room) if message.id and message.fuzzy] == []
