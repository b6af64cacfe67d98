"""Every matrix to start from: school tests first, then the national formats as the curriculum keeps them."""

from __future__ import annotations

from itertools import chain

from curriculum import api as curriculum
from question_bank.rules.matrix.templates import NATIONAL, Template, national_templates, school_templates


def templates_for(subject_code: str | None) -> list[Template]:
    """What a bank of that subject may start from, its own national exam first; a bank without one from everything, school tests first."""
    found = [each for each in templates() if each.suits(subject_code)]
    return sorted(found, key=lambda each: each.subject_code is None) if subject_code else found


def templates() -> list[Template]:
    """School tests, then the national exam subject by subject."""
    subjects = {found.code: found for found in curriculum.subjects()}
    formats = {found.subject_code: found for found in curriculum.national_formats()}
    national = [national_templates(formats[code], subjects[code].name, subjects[code].name_en) for code in subjects if code in formats]
    return [*school_templates(), *chain.from_iterable(national)]


def template_named(code: str) -> Template | None:
    """The template of that code."""
    found = school_templates()
    if code.startswith(NATIONAL) and (wanted := curriculum.national_format(code.removeprefix(NATIONAL).partition(":")[0])):
        subject = curriculum.subject(wanted.subject_code)
        found = national_templates(wanted, subject.name if subject else wanted.subject_code, subject.name_en if subject else "")
    return next((each for each in found if each.code == code), None)
