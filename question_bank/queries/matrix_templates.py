"""Every matrix to start from: school tests first, then the national formats as the curriculum keeps them."""

from __future__ import annotations

from curriculum import api as curriculum
from question_bank.rules.matrix.templates import NATIONAL, Template, national_template, school_templates


def templates() -> list[Template]:
    """School tests, then the national exam subject by subject."""
    subjects = {found.code: found for found in curriculum.subjects()}
    formats = {found.subject_code: found for found in curriculum.national_formats()}
    national = [national_template(formats[code], subjects[code].name, subjects[code].name_en) for code in subjects if code in formats]
    return [*school_templates(), *national]


def template_named(code: str) -> Template | None:
    """The template of that code."""
    wanted = curriculum.national_format(code.removeprefix(NATIONAL)) if code.startswith(NATIONAL) else None
    if wanted is not None:
        subject = curriculum.subject(wanted.subject_code)
        return national_template(wanted, subject.name if subject else wanted.subject_code, subject.name_en if subject else "")
    return next((found for found in school_templates() if found.code == code), None)
