"""One question while its lines are read: the stem, options or statements, answers and solution, and each doubt on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from core.words import Message, say
from question_bank.formats.word import answers, labels, markers
from question_bank.formats.word.document import Table
from question_bank.formats.word.labels import Piece
from question_bank.formats.word.lines import Line
from question_bank.formats.word.matching_table import Pairs, pairs_of
from question_bank.formats.word.rich import Marks, Rich, joined, plain

MOST_DOUBTS = 30


@dataclass(slots=True)
class Choice:
    """An option or a statement: its letter in capitals, how its label looks, a star before it, its lines, its level."""

    letter: str
    label: tuple[Marks, ...]
    is_starred: bool
    is_pinned: bool
    lines: list[Rich]
    level: str = ""


@dataclass(slots=True, eq=False)
class Shared:
    """Lines that the questions from `first` to `last` share, the announcement first; and a solution of all of them."""

    first: int
    last: int
    lines: list[Rich] = field(default_factory=list)
    solution: list[Rich] = field(default_factory=list)
    is_used: bool = False
    is_solving: bool = False

    @property
    def text(self) -> list[Rich]:
        """The lines without an announcement that only counts: its numbers are those of the file."""
        is_bare = len(self.lines) > 1 and markers.is_bare_announcement(self.lines[0].text)
        return self.lines[1:] if is_bare else self.lines

    def take(self, rich: Rich) -> None:
        """The next line of the text, or of the solution once that has begun."""
        (self.solution if self.is_solving else self.lines).append(rich)

    @property
    def length(self) -> int:
        """Characters."""
        return sum(len(line.text) for line in (*self.lines, *self.solution))


@dataclass(slots=True)
class Draft:
    """A question as far as it was read. `part` counts parts from 0; `shared` is what it shares with others; `origin` are its
    lines as they stand in the file."""

    number: int
    part: int
    part_kind: str
    tags: list[str]
    stem: list[Rich] = field(default_factory=list)
    options: list[Choice] = field(default_factory=list)
    statements: list[Choice] = field(default_factory=list)
    solution: list[Rich] = field(default_factory=list)
    answers: list[Rich] = field(default_factory=list)
    doubts: list[Message] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    shared: Shared | None = None
    origin: list[Rich] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    """What the key of the whole file says of it."""
    trailing: list[Message] = field(default_factory=list)
    """What is to be said of lines behind the last statement, if they are statements in the end."""
    pairs: Pairs | None = None
    """The table to match in its stem, where it is the line `pairs_line`."""
    pairs_line: Rich | None = None
    _statement_lines: list[Rich] = field(default_factory=list)
    _is_solving: bool = False
    _wants_answer: bool = False

    def doubt(self, reason: Message) -> None:
        """Something to look at; one that a whole file of them would not make longer."""
        if len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(reason)

    def feed(self, line: Line) -> None:
        """The next line of the question."""
        rich = self._without_key_tag(line.rich)
        if not rich.text.strip():
            return
        if self._wants_answer and line.table is None:
            self._wants_answer = False
            self._answer(rich)
        elif found := markers.label_lines(rich.text):
            self.labels += found
        elif (end := markers.answer_end(rich.text)) is not None:
            self._take_answer(rich, rich[end:].stripped())
        elif (end := markers.solution_end(rich.text)) is not None or self._is_solving:
            self._is_solving = True
            self._append(self.solution, rich[end or 0 :])
        elif line.table is not None:
            self._take_table(rich, line.table)
        elif not (self._take_options(rich) or self._take_statements(rich)):
            self._go_on(rich)

    def expect_answer(self) -> None:
        """A head such as ĐÁP ÁN stood there: the next line is the answer."""
        self._wants_answer = True

    def solve(self, rich: Rich) -> None:
        """A line of its solution that stands at the end of the file."""
        self._is_solving = True
        self.feed(Line(rich))

    def label(self, name: str) -> str:
        """What the label lines say under that name, "" for nothing."""
        return next((value for each, value in self.labels if each == name), "")

    @property
    def is_whole(self) -> bool:
        """Whether it has what ends a question: options, statements, an answer or a solution."""
        return bool(self.options or self.statements or self.answers or self.solution)

    @property
    def all_lines(self) -> Iterator[Rich]:
        """Every line it holds."""
        choices = (line for choice in (*self.options, *self.statements) for line in choice.lines)
        return chain(self.stem, choices, self.solution, self.answers)

    def explain(self, rest: Rich) -> None:
        """What stands behind an answer is part of the explanation."""
        if any(c.isalnum() for c in rest.text) or any(True for _ in rest.things):
            self.solution.insert(0, rest.stripped())

    def statements_into_stem(self) -> None:
        """Statements that turned out to be a list within the stem, or the parts of a long answer."""
        self.stem += self._statement_lines
        self.statements, self._statement_lines = [], []

    def _take_answer(self, line: Rich, rich: Rich) -> None:
        """An answer; one that a solution says again behind the question's own stays in the solution, too."""
        if not (self._is_solving and self.answers):
            self._answer(rich)
            return
        self._append(self.solution, line)
        if answers.is_answer(rich.words()):
            self.answers.append(rich)

    def _answer(self, rich: Rich) -> None:
        if rich.text:
            self.answers.append(rich)
        else:
            self._wants_answer = True

    def _without_key_tag(self, rich: Rich) -> Rich:
        found = markers.key_tag(rich.text)
        if not found:
            return rich
        self.answers.append(plain(found[1]))
        return joined([rich[: found.start()], rich[found.end() :]]).stripped()

    def _take_options(self, rich: Rich) -> bool:
        before, found = labels.pieces(rich, labels.CAPITALS[len(self.options) : len(self.options) + 1])
        if not found or (not self.options and found[0].letter != "A"):
            return False
        if self.options and found[0].letter <= self.options[-1].letter:
            self.doubt(say("Nhãn %(letter)s. lặp lại, dòng này được ghép vào phương án trước.", letter=found[0].letter))
            return False
        self.statements_into_stem()
        self._append(self.options[-1].lines if self.options else self.stem, before)
        for piece in found:
            expected = labels.CAPITALS[len(self.options) : len(self.options) + 1]
            if piece.letter != expected and (not self.options or ord(piece.letter) != ord(self.options[-1].letter) + 1):
                self.doubt(say("Thiếu phương án trước phương án %(letter)s.", letter=piece.letter))
            self.options.append(_choice(piece))
        return True

    def _take_statements(self, rich: Rich) -> bool:
        level, bare = labels.without_level(rich)
        expected = labels.SMALL[len(self.statements) : len(self.statements) + 1]
        before, found = labels.pieces(bare, expected.upper(), small=True)
        is_next = bool(found) and found[0].letter == expected.upper()
        if self.options or not is_next:
            return False
        self._append(self.stem if not self.statements else self.statements[-1].lines, before)
        self.statements += [_statement(piece, markers.level_of(level)) for piece in found]
        self._statement_lines.append(bare[len(before.text) :])
        return True

    def _take_table(self, rich: Rich, table: Table) -> None:
        self._go_on(rich)
        is_of_stem = not self.options and not self.statements
        if is_of_stem and self.pairs is None and (found := pairs_of(table)):
            self.pairs, self.pairs_line = found, self.stem[-1]

    def _go_on(self, rich: Rich) -> None:
        """A line without a label goes on with what stands above it."""
        if self.options:
            if len(self.options) > 3 and self.options[-1].lines:
                self.doubts.append(
                    say("Có dòng đứng sau phương án cuối, đã được ghép vào phương án đó: “%(text)s”.", text=rich.words()[:60])
                )
            self._append(self.options[-1].lines, rich)
        elif self.statements:
            if len(self.statements) > 3 and self.statements[-1].lines:
                self.trailing.append(say("Có dòng đứng sau ý cuối, đã được ghép vào ý đó: “%(text)s”.", text=rich.words()[:60]))
            self._append(self.statements[-1].lines, rich)
            self._statement_lines.append(rich)
        else:
            self._append(self.stem, rich)

    @staticmethod
    def _append(lines: list[Rich], rich: Rich) -> None:
        rich = rich.stripped()
        if rich.text:
            lines.append(rich)


def _choice(piece: Piece, level: str = "") -> Choice:
    return Choice(piece.letter, piece.label, piece.is_starred, piece.is_pinned, [piece.rich] if piece.rich.text else [], level)


def _statement(piece: Piece, level: str) -> Choice:
    """A statement; a level may stand before its label or behind it ("a) [0, NB] …")."""
    tags, end = markers.leading_tags(piece.rich.text)
    own = next((found for tag in tags if (found := markers.level_of(tag))), "")
    return _choice(replace(piece, rich=piece.rich[end:].stripped()) if own else piece, level or own)


def listed_letters(draft: Draft) -> list[str]:
    """The letters that the key of the whole file gives."""
    return [found for text in draft.listed if (found := answers.letters(text.upper()))]
