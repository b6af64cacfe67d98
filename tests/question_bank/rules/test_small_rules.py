"""Folding, pictures, stored messages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.words import say
from question_bank.rules.messages import packed, unpacked
from question_bank.rules.pictures import picture_kind


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"\x89PNG\r\n\x1a\nrest", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
    ],
)
def test_a_picture_is_told_by_its_first_bytes(data: bytes, mime: str) -> None:
    found = picture_kind(data)
    assert found is not None and found[0] == mime


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<?xml?><svg/>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"PK\x03\x04"]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert picture_kind(data) is None


def test_a_message_is_the_same_after_being_stored() -> None:
    message = say("%(a)s trên %(b)s", a=say("Số %(n)d", n=2), b=Decimal("0.50"))
    assert str(unpacked(packed([message]))[0]).replace("Message", "") != ""
    assert unpacked(packed([say("Đúng %(n)d", n=3)])) == [say("Đúng %(n)d", n=3)]
    assert unpacked(packed([message]))[0].params[1] == ("b", "0.50")
