"""Spans lie within the video and say what they teach."""

from __future__ import annotations

from video.rules.spans import SpanDraft, span_problems


def test_overlapping_spans_stand() -> None:
    assert span_problems([SpanDraft(0, 60, "Mở đầu"), SpanDraft(30, 90, "Ví dụ")], 90) == {}


def test_an_end_lies_after_its_start() -> None:
    assert list(span_problems([SpanDraft(60, 60, "Ví dụ")], 90)) == [(0, "end")]


def test_an_end_lies_within_the_video_whose_last_second_is_a_part() -> None:
    assert span_problems([SpanDraft(0, 91, "Cả bài")], 90.4) == {}
    problems = span_problems([SpanDraft(0, 92, "Cả bài")], 90.4)
    assert str(problems[0, "end"]) == "Video chỉ dài 1:31."


def test_before_there_is_a_video_any_end_will_do() -> None:
    assert span_problems([SpanDraft(0, 5000, "Cả bài")], None) == {}


def test_a_span_says_what_it_teaches() -> None:
    assert list(span_problems([SpanDraft(0, 9, ""), SpanDraft(0, 9, "", topic_id=3), SpanDraft(0, 9, "", outcome_id=3)], 90)) == [
        (0, "title")
    ]
