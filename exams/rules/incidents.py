"""What happened in a room, in the words of its minutes."""

from __future__ import annotations

from collections.abc import Mapping

from core.words import Message, say

NOTICE_WORDS: dict[str, Message] = {
    "message": say("Nhắn thí sinh"),
    "correction": say("Đính chính đề"),
}
"""Kind of a notice -> what the room did."""

INCIDENT_ICONS = {
    "takeover": "monitor",
    "late": "clock",
    "too_late": "triangle-alert",
    "forked": "circle-alert",
    "forced_hand_in": "stamp",
}


def incident_words(kind: str, detail: Mapping[str, object]) -> Message:
    """One sentence for an incident; a kind that is not known here is named as it was written."""
    if kind == "takeover":
        return _takeover(detail)
    if kind == "late":
        return say("Câu trả lời %(span)s làm trước giờ hết hạn, đến máy chủ muộn trong hạn cho phép: được tính.", span=_span(detail))
    if kind == "too_late":
        return say("Câu trả lời %(span)s đến máy chủ quá hạn: được giữ làm bằng chứng, không tính.", span=_span(detail))
    if kind == "forked":
        return say("Bài trên một máy không khớp bản máy chủ đã lưu nên bị từ chối; câu trả lời đã lưu không đổi.")
    if kind == "forced_hand_in":
        return say("Giám thị %(by)s thu bài trước giờ. Lý do: %(reason)s", by=detail.get("by") or "–", reason=detail.get("reason") or "–")
    return say("%(kind)s", kind=kind)


def _takeover(detail: Mapping[str, object]) -> Message:
    if detail.get("with_leave"):
        return say("Chuyển sang máy khác, có phép của giám thị, sau %(seq)d thao tác đã lưu.", seq=_number(detail.get("acked_seq")))
    return say("Chuyển sang máy khác sau %(seq)d thao tác đã lưu.", seq=_number(detail.get("acked_seq")))


def _span(detail: Mapping[str, object]) -> Message:
    first, last = _number(detail.get("first_seq")), _number(detail.get("last_seq"))
    return say("số %(first)d", first=first) if first == last else say("số %(first)d đến %(last)d", first=first, last=last)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
