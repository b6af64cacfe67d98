"""Uploads are refused by their size before anything reads them."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from core.errors import Invalid, TooLarge
from core.http.uploads import read_upload


def _sent(data: bytes, name: str = "cau-hoi.gift") -> FileStorage:
    return FileStorage(BytesIO(data), filename=name)


def test_a_file_within_the_limit_is_read_whole() -> None:
    assert read_upload(_sent(b"12345"), limit_bytes=5).data == b"12345"


@pytest.mark.parametrize(
    ("sent", "refusal"), [(None, Invalid), (_sent(b"x", ""), Invalid), (_sent(b""), Invalid), (_sent(b"123456"), TooLarge)]
)
def test_a_missing_empty_or_large_file_is_refused(sent: FileStorage | None, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_upload(sent, limit_bytes=5)
