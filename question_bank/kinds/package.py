"""What a handed-in Office package says it holds, read before anything is unpacked and without trusting its own counts."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

MOST_PARTS = 10_000
MOST_UNPACKED = 300_000_000
"""Bytes of all parts together, as declared. What a part really unpacks to is watched where it is opened (`rules/office/opening.py`)."""
LARGEST_DIRECTORY = 2_000_000
"""Bytes: the library reads the whole directory at once, and a file may be nothing else."""
_END, _END_LENGTH, _LONGEST_COMMENT, _END_64 = b"PK\x05\x06", 22, 65_535, b"PK\x06\x07"


def parts_in(data: bytes) -> Sequence[str] | None:
    """The names of a package's parts; None for what is no whole package, or one that would burst."""
    if not _has_small_directory(data):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            members = found.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, IndexError, NotImplementedError, EOFError):
        return None
    if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_UNPACKED:
        return None
    return [member.filename for member in members]


def _has_small_directory(data: bytes) -> bool:
    """Whether the end record tells of a directory worth reading (APPNOTE 6.3.9, 4.3.16). No file of 50 MB needs the longer records."""
    at = data.rfind(_END, max(0, len(data) - _END_LENGTH - _LONGEST_COMMENT))
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    return at >= 0 and size <= LARGEST_DIRECTORY and _END_64 not in data[max(0, at - 20) : at]
