"""Reading a raw answer: everything a client may send, honest or not, becomes text, ids or InvalidAnswer."""

import unicodedata
from collections.abc import Sequence

from core.words import say
from question_bank.kinds import shape
from question_bank.kinds.contract import InvalidAnswer


def read_text(raw: object, limit: int) -> str:
    """Text in NFC that a database can hold; "" for nothing."""
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise InvalidAnswer(say("Câu trả lời phải là văn bản."))
    # The limit is tried before NFC too, so that a huge text costs nothing.
    if len(raw) > limit * 4 or len(value := unicodedata.normalize("NFC", raw)) > limit:
        raise InvalidAnswer(say("Câu trả lời dài quá %(n)d ký tự.", n=limit))
    if not shape.is_storable(value):
        raise InvalidAnswer(say("Câu trả lời có ký tự không lưu được."))
    return value


def read_written(raw: object, limit: int) -> dict[str, object] | None:
    """A longer text as {"text": "..."}; None for nothing."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or set(raw) - {"text"}:
        raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
    # A browser sends CRLF for one line break; it must not count twice, nor differ from a saved answer.
    text = raw.get("text")
    if isinstance(text, str) and len(text) <= 2 * limit:
        text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    text = read_text(text, limit)
    return {"text": text} if text.strip() else None


def read_choice(raw: object, known: Sequence[str]) -> str | None:
    """One known id, or None for nothing."""
    if raw is None or raw == "":
        return None
    if not isinstance(raw, str) or raw not in known:
        raise InvalidAnswer(say("Câu trả lời không có trong các phương án."))
    return raw


def read_mapping(raw: object, known: Sequence[str]) -> dict[str, object]:
    """An object whose names are all known; {} for nothing."""
    if raw is None:
        return {}
    if not isinstance(raw, dict) or not all(name in known for name in raw):
        raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
    return raw
