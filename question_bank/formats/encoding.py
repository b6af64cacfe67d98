"""From bytes to text: byte order marks, UTF-8, and Windows-1252 as a last resort that is told."""

import codecs
import unicodedata

from core.words import Message, say
from question_bank.formats.contract import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Control characters but tab and line feed; nothing a reader of a question could see.
_CONTROLS = dict.fromkeys((*range(1, 9), 11, 12, *range(14, 32), 127), " ")


def decode(data: bytes) -> tuple[str, tuple[Message, ...]]:
    """(text in NFC with ``\\n`` line ends, notes on what was guessed); raises UnreadableFile."""
    text, notes = _decode(data)
    if "\x00" in text:
        raise UnreadableFile(say("Tệp này không phải tệp văn bản."))
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return unicodedata.normalize("NFC", text), notes


def head(data: bytes, most: int) -> str:
    """The beginning of a file as text, to tell what it is: by its mark, else as UTF-8; what cannot be read there is a sign."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : most].decode(name, errors="replace")
    return data[:most].decode("utf-8", errors="replace")


def _decode(data: bytes) -> tuple[str, tuple[Message, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), ()
            except UnicodeDecodeError as error:
                raise UnreadableFile(say("Tệp ghi là %(name)s nhưng có chỗ hỏng.", name=name.upper())) from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = say("Tệp không phải UTF-8; đã đọc theo Windows-1252. Hãy xem lại dấu tiếng Việt.")
        return data.decode("cp1252", errors="replace"), (note,)
