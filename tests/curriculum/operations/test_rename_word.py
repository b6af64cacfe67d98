"""Subjects and levels keep the names that people give them, whatever the data files say."""

from __future__ import annotations

import pytest
from flask import Flask

from core.actor import SYSTEM
from core.errors import NotFound
from curriculum import api
from curriculum.operations.load_curriculum import load_curriculum
from curriculum.operations.rename_word import WordText, rename_level, rename_subject


def test_a_new_name_outlives_the_next_loading_of_the_files(app: Flask) -> None:
    load_curriculum(SYSTEM)
    rename_subject(SYSTEM, "toan", WordText("Toán học", "Maths"))
    rename_level(SYSTEM, "NB", WordText("Biết", "Know", "B"))
    load_curriculum(SYSTEM)
    subject = api.subject("toan")
    assert subject is not None and (subject.name, subject.label("en")) == ("Toán học", "Maths")
    assert next((x.name, x.matrix_name) for x in api.levels() if x.code == "NB") == ("Biết", "B")


@pytest.mark.parametrize("rename", [rename_subject, rename_level])
def test_what_is_not_there_cannot_be_renamed(app: Flask, rename) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotFound):
        rename(SYSTEM, "khong-co", WordText("x"))


def test_topics_carry_the_grade_of_their_file(app: Flask) -> None:
    load_curriculum(SYSTEM)
    assert {topic.grade for topic in api.topics("toan")} == {12}
    assert {topic.grade for topic in api.topics("it_standard")} == {None}
