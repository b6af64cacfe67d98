"""What the question bank brings to the application: the names of its acts, filters of its editor, whether programmes can be run."""

from __future__ import annotations

from flask import Flask

from accounts.api import describe_acts
from core.http.language import decimal_point
from core.words import say
from question_bank.forms.kinds import cloze, drag_words
from question_bank.forms.kinds.pictures import picture_parts
from question_bank.forms.leading import within_part
from question_bank.kinds import programs
from question_bank.kinds.gapped import pieces
from question_bank.queries.paper_uses import uses_in_papers
from question_bank.rules.acts import ACTS
from question_bank.rules.office.table import office_rules
from question_bank.uses import add_source


def init_app(app: Flask) -> None:
    describe_acts(ACTS)
    app.jinja_env.filters.update(two_places=two_places, decimal=decimal)
    add_source("papers", say("Đề rút từ ma trận"), uses_in_papers)
    app.jinja_env.filters.update(within_part=within_part, picture_parts=picture_parts)
    app.jinja_env.globals.update(why_no_sandbox=programs.why_not, program_verdicts=programs.VERDICTS)
    app.jinja_env.globals["office_rules"] = office_rules
    app.jinja_env.filters.update(
        gap_pieces=pieces, cloze_text=cloze.typed_text, words_text=drag_words.typed_text, words_others=drag_words.typed_others
    )


def decimal(number: object) -> str:
    """A number of a content, kept with a point, as the reader's language writes it."""
    return str(number).replace(".", decimal_point())


def two_places(value: float) -> str:
    """A figure with two places: 0,31."""
    return f"{value:.2f}".replace(".", decimal_point()).replace("-", "−")
