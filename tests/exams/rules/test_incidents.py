"""Incidents in the words of the minutes."""

import pytest

from exams.rules.incidents import incident_words


@pytest.mark.parametrize(
    ("kind", "detail", "words"),
    [
        ("takeover", {"acked_seq": 7, "with_leave": True}, "có phép của giám thị"),
        ("takeover", {"acked_seq": 7, "with_leave": False}, "sau 7 thao tác"),
        ("late", {"first_seq": 3, "last_seq": 5}, "số 3 đến 5"),
        ("too_late", {"first_seq": 3, "last_seq": 3}, "số 3 đến máy chủ quá hạn"),
        ("forked", {"first_seq": 1, "acked_seq": 2}, "bị từ chối"),
        ("forced_hand_in", {"by": "Lê Giám", "reason": "Sử dụng tài liệu"}, "Lê Giám thu bài trước giờ. Lý do: Sử dụng tài liệu"),
        ("something_new", {}, "something_new"),
    ],
)
def test_each_kind_is_a_sentence(kind: str, detail: dict[str, object], words: str) -> None:
    assert words in str(incident_words(kind, detail))


@pytest.mark.parametrize("kind", ["takeover", "late", "too_late", "forked", "forced_hand_in"])
def test_a_detail_that_is_missing_breaks_nothing(kind: str) -> None:
    assert str(incident_words(kind, {}))
