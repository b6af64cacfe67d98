"""What a refused row is called."""

from __future__ import annotations

import pytest

from question_bank.kinds.registry import KINDS
from question_bank.rules.places import row_name, row_names
from tests.question_bank.forms.test_content import CONTENTS


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("single_choice", "body.options.1.text", "Phương án B"),
        ("true_false_group", "key.truths.b", "Ý b"),
        ("numerical", "key.accepted.1.value", "Đáp án 2"),
        ("code", "key.tests.0.share", "Bài thử 1"),
        ("ordering", "body.items.0.text", "Mục 5"),
        ("drag_picture", "body.items.1.text", "Mục B"),
        ("drag_picture", "key.places.s1", "Chỗ thả 1"),
    ],
)
def test_a_row_is_called_as_the_editor_shows_it(kind: str, path: str, name: str) -> None:
    said = row_name(path, CONTENTS[kind])
    assert said is not None and str(said) == name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_in_no_row_has_no_name_of_a_row(kind: str) -> None:
    assert row_name("stem", CONTENTS[kind]) is None and row_name("key.right", CONTENTS[kind]) is None


def test_a_row_of_a_part_is_called_with_its_part() -> None:
    content = CONTENTS["stimulus"]
    assert content["body"]["parts"][0]["kind"] == "single_choice"
    assert [str(each) for each in row_names("body.parts.0.content.body.options.1.text", content)] == ["Câu hỏi 1", "Phương án B"]
    assert [str(each) for each in row_names("body.parts.0.content.stem", content)] == ["Câu hỏi 1"]
    assert row_names("body.parts.9.content.stem", content) and row_names("stem", content) == []
