"""What an editor should look at again in captions."""

from __future__ import annotations

import pytest

from video.rules.cues import CueText, plain, remarks


def said(*cues: CueText, duration: float | None = 60) -> list[tuple[int, str]]:
    return [(remark.position, str(remark.message)) for remark in remarks(cues, duration)]


def test_quiet_captions_have_no_remarks() -> None:
    assert said(CueText(0, 2000, "Chào các em."), CueText(2000, 4000, "Hôm nay ta học\nđạo hàm.")) == []


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        (CueText(1000, 3000, "Hai câu một lúc."), "Hiện khi câu trước chưa tắt."),
        (CueText(59_000, 61_000, "Muộn."), "Nằm sau khi bài giảng kết thúc."),
        (CueText(2000, 2500, "Một câu dài mà chỉ hiện nửa giây"), "Quá nhanh để đọc kịp: 64 chữ cái mỗi giây, nên dưới 21."),
        (CueText(2000, 9000, "Dòng này dài hơn bốn mươi hai chữ cái nên che hình"), "Có dòng dài 50 chữ cái, nên dưới 42."),
        (CueText(2000, 9000, "Một\nhai\nba"), "Có 3 dòng, che mất hình; nên tách thành hai câu."),
    ],
)
def test_what_reads_badly_is_named(cue: CueText, words: str) -> None:
    assert said(CueText(0, 2000, "Chào các em."), cue) == [(1, words)]


def test_long_caption_that_covers_several_is_told_at_each() -> None:
    assert len(said(CueText(0, 9000, "Dài."), CueText(1000, 2000, "Ngắn."), CueText(3000, 4000, "Nữa."))) == 2


def test_without_a_video_nothing_is_too_late() -> None:
    assert said(CueText(590_000, 592_000, "Muộn."), duration=None) == []


def test_plain_words_name_the_speaker_and_keep_signs() -> None:
    assert plain("<v Thầy Nam>Nếu <i>x</i> &lt; 3\nvà y &amp; z</v>") == "Thầy Nam: Nếu x < 3 và y & z"
