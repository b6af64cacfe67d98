"""Every matrix to start from is what the ministry asks of its subject."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from core.actor import SYSTEM
from core.db import transaction
from core.errors import Invalid
from curriculum import api as curriculum
from question_bank.kinds.registry import KINDS
from question_bank.operations.save_matrix import NewMatrix, start_matrix
from question_bank.queries.matrix_templates import template_named, templates, templates_for
from tests.support.questions import new_bank

TABLE = {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"}
"""What one, two, three, four right statements earn (QĐ 764/QĐ-BGDĐT)."""
SCIENCE, OTHER = ("18/4/6", 50, "4.5/4/1.5"), ("24/4", 50, "6/4")
on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""No database has a part in what a template says."""
FORMATS = {
    "toan": ("12/4/6", 90, "3/4/3"),
    **dict.fromkeys(("vat_li", "hoa_hoc", "sinh_hoc", "dia_li"), SCIENCE),
    **dict.fromkeys(("lich_su", "gdktpl", "cong_nghe_cn", "cong_nghe_nn", "tin_hoc"), OTHER),
    "ngoai_ngu": ("40", 50, "10"),
    "ngu_van": ("1/1", 120, "4/6"),
}
"""Subject -> questions by part, minutes, points by part."""


@pytest.fixture
def loaded(app: Flask) -> None:
    with transaction():
        curriculum.load_curriculum(SYSTEM)


@on_sqlite
@pytest.mark.usefixtures("loaded")
def test_every_subject_of_the_national_exam_has_its_template_of_ten_points() -> None:
    found = [each for each in templates() if each.code.startswith("national:")]
    assert {each.subject_code for each in found} == set(FORMATS) == {each.subject_code for each in curriculum.national_formats()}
    for each in found:
        counts, minutes, points = FORMATS[each.subject_code or ""]
        worth = [part.points * (part.wanted or 0) for part in each.parts]
        assert ("/".join(str(part.wanted) for part in each.parts), each.minutes, worth) == (
            counts, minutes, [Decimal(number) for number in points.split("/")],
        ), each.code  # fmt: skip
        assert sum(worth) == 10
        assert [part.code for part in each.parts] == ["I", "II", "III"][: len(each.parts)]
        assert all(part.kind in KINDS for part in each.parts)
        assert [part.score_table for part in each.parts if part.kind == "true_false_group"] in ([], [TABLE])
        assert template_named(each.code) == each


@on_sqlite
@pytest.mark.usefixtures("loaded")
def test_what_is_chosen_in_the_exam_is_a_template_of_its_own_and_parts_have_their_names() -> None:
    codes = {each.code: each for each in templates()}
    assert codes["national:tin_hoc:khmt"].title == "Thi tốt nghiệp THPT: Tin học, định hướng Khoa học máy tính"
    assert codes["national:tin_hoc:thud"].label("en") == "National graduation exam: Informatics, Applied informatics"
    assert "national:tin_hoc" not in codes
    assert template_named("national:tin_hoc") is template_named("national:x") is template_named("x") is None
    printed = {each.subject_code: [part.printed for part in each.parts] for each in curriculum.national_formats()}
    assert printed["tin_hoc"] == [24, 6]
    assert printed["toan"] == [12, 4, 6]

    literature = template_named("national:ngu_van")
    assert literature is not None
    assert [(part.name, part.kind) for part in literature.parts] == [("Đọc hiểu", "essay"), ("Viết", "essay")]
    for locale in ("vi", "en"):
        labels = [each.label(locale) for each in templates()]
        assert len(set(labels)) == len(labels)


@on_sqlite
@pytest.mark.usefixtures("loaded")
def test_a_bank_starts_from_its_own_subject_and_from_school_tests_whose_parts_are_counted_on() -> None:
    school = ["school-90", "school-45", "school-45-no-short", "empty"]
    assert [each.code for each in templates_for("vat_li")] == ["national:vat_li", *school]
    assert [each.code for each in templates_for("tin_hoc")] == ["national:tin_hoc:khmt", "national:tin_hoc:thud", *school]
    assert [each.code for each in templates_for("it_standard")] == school
    assert templates_for(None) == templates()
    for each in templates():
        assert [part.code for part in each.parts] == ["I", "II", "III", "IV"][: len(each.parts)], each.code
    with pytest.raises(Invalid):
        start_matrix(SYSTEM, NewMatrix(new_bank(subject_code="vat_li").code, "national:toan"))
    assert start_matrix(SYSTEM, NewMatrix(new_bank(subject_code="vat_li").code, "national:vat_li")).title == "Thi thử tốt nghiệp THPT"
