"""Pictures by their bytes, with the size they are shown at."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.rules.pictures import LONGEST_SIDE, Picture, picture_in


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


def jpeg(width: int, height: int, orientation: int | None = None) -> bytes:
    exif = b""
    if orientation is not None:
        body = b"Exif\0\0" + b"II*\0\x08\0\0\0" + struct.pack("<HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
        exif = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return b"\xff\xd8" + exif + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + body


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (png(40, 30), Picture("image/png", 40, 30)),
        (b"GIF89a\x28\0\x1e\0", Picture("image/gif", 40, 30)),
        (jpeg(40, 30), Picture("image/jpeg", 40, 30)),
        (jpeg(40, 30, 1), Picture("image/jpeg", 40, 30)),
        (jpeg(40, 30, 6), Picture("image/jpeg", 30, 40)),
        (webp(b"VP8X", b"\0\0\0\0" + (39).to_bytes(3, "little") + (29).to_bytes(3, "little")), Picture("image/webp", 40, 30)),
        (webp(b"VP8L", b"\x2f" + (39 | 29 << 14).to_bytes(4, "little")), Picture("image/webp", 40, 30)),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30)), Picture("image/webp", 40, 30)),
        (png(0, 30), None),
        (png(LONGEST_SIDE + 1, 1), None),
        (png(9_000, 9_000), None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"", None),
        (b"\xff\xd8\xff", None),
    ],
)
def test_a_picture_tells_its_kind_and_size(data: bytes, found: Picture | None) -> None:
    assert picture_in(data) == found


@given(
    st.sampled_from([png(4, 3), jpeg(4, 3, 6), webp(b"VP8X", b"\0" * 10), b"GIF89a\1\0\1\0"]), st.integers(0, 40), st.binary(max_size=30)
)
def test_broken_bytes_are_no_exception(whole: bytes, at: int, junk: bytes) -> None:
    picture_in(whole[:at] + junk)
    picture_in(whole[: len(whole) - at])


def test_a_long_chain_of_segments_ends() -> None:
    assert picture_in(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 100_000) is None
    assert picture_in(b"\xff\xd8\xff" + b"\xff" * 1_000_000) is None
    assert picture_in(b"\xff\xd8\xff\xe0\x00\x00" * 10) is None
