"""Walking the lines of a file: where questions, parts, shared texts and the key of the whole file begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from core.words import Message, say
from question_bank.formats.contract import UnreadableFile
from question_bank.formats.word import answers, labels, markers
from question_bank.formats.word.draft import Draft, Shared
from question_bank.formats.word.lines import Line, cell_texts
from question_bank.formats.word.markers import Head
from question_bank.formats.word.rich import Marks, Rich, plain

_LOOKED_AHEAD = 40
_LOST = 10
_MOST_LISTED = 10
_LONGEST_SHARED = 50_000
_MOST_NAMESAKES = 50
"""Papers in one file; with more, a number says nothing."""


class Sheet:
    """The questions of a file: `drafts`, one for each of the `markers` that were found, and `notes` on what belongs to none."""

    def __init__(self, lines: Sequence[Line], most: int) -> None:
        self.drafts: list[Draft] = []
        self.markers = 0
        self.notes: list[Message] = []
        self._lines = lines
        self._most = most
        self._by_number: dict[int, list[Draft]] = {}
        self._parts: list[int] = []
        self._says_question = _say_question(lines)
        self._current: Draft | None = None
        self._shared: Shared | None = None
        self._part, self._part_kind = 0, ""
        self._key_part: int | None = None
        self._in_key = False
        self._lost: list[str] = []
        self._unknown: dict[int, None] = {}
        for index, line in enumerate(lines):
            if not (self._key_table(line) if line.table is not None else self._opens(index, line)):
                self._feed(line)
        self._close()
        if self._unknown:
            numbers = ", ".join(str(number) for number in list(self._unknown)[:_LOST])
            self.notes.append(say("Bảng đáp án có câu không biết là câu nào trong tệp: %(numbers)s.", numbers=numbers))
        if self._lost:
            first = "; ".join(f"“{text}”" for text in self._lost[:_LOST])
            self.notes.append(say("%(n)d dòng không thuộc câu nào đã bị bỏ: %(lines)s.", n=len(self._lost), lines=first))

    def _opens(self, index: int, line: Line) -> bool:
        """Whether the line opens something of its own; it is taken then."""
        text = line.text
        if markers.is_end(text):
            self._close()
            return True
        if self._current is not None and markers.is_key_head(text) and self._goes_on(index):
            self._current.expect_answer()
            self._current.origin.append(line.rich)
            return True
        if self.drafts and (markers.is_key_head(text) or (markers.is_solutions_head(text) and self._comes_back(index))):
            self._close()
            self._in_key = True
            return True
        if self._head(index, line):
            return True
        if markers.is_part(text) or self._is_roman_part(index, text):
            self._open_part(text)
            return True
        if not self._in_key and (bounds := markers.stimulus_range(text)):
            self._close()
            self._shared = Shared(*bounds, [line.rich])
            return True
        return self._solves_all(line) or self._listed(text)

    def _solves_all(self, line: Line) -> bool:
        """Whether the line begins the solution of all questions that share a text."""
        end = markers.shared_solution_end(line.text)
        if end is None or self._in_key or self._shared is None or not self._shared.is_used:
            return False
        self._current, self._shared.is_solving = None, True
        if line.text[end:].strip():
            self._shared.take(line.rich[end:].stripped())
        return True

    def _head(self, index: int, line: Line) -> bool:
        head = self._head_of(line.text)
        if head is None:
            return False
        if self._in_key and not self._is_new(index, head):
            return self._solves(head, line)
        self._in_key = False
        self.markers += 1
        self._open(head, line)
        return True

    def _head_of(self, text: str) -> Head | None:
        """The head of a question; a bare number is one only where no question says Câu, and in the order of numbers."""
        if self._says_question or self._in_key:
            return markers.question_head(text) or (None if self._says_question else markers.plain_number(text))
        head = markers.plain_number(text)
        if head is None or self._current is None:
            return head if head is not None and (head.number == 1 or self._part or self.drafts) else None
        follows = head.number == self._current.number + 1
        return head if follows or (self._current.is_whole and (head.number == 1 or head.number > self._current.number)) else None

    def _open(self, head: Head, line: Line) -> None:
        if len(self.drafts) >= self._most:
            raise UnreadableFile(say("Tệp có hơn %(n)d câu hỏi; hãy chia thành nhiều tệp.", n=self._most))
        draft = Draft(head.number, self._part, self._part_kind, list(head.tags), origin=[line.rich])
        before = self.drafts[-1] if self.drafts else None
        if before is not None and before.part == draft.part and head.number not in (before.number + 1, 1):
            draft.doubts.append(say("Số câu nhảy từ %(a)d sang %(b)d.", a=before.number, b=head.number))
        self.drafts.append(draft)
        self._by_number.setdefault(draft.number, []).append(draft)
        if self._parts[-1:] != [draft.part]:
            self._parts.append(draft.part)
        self._current = draft
        if self._shared is not None:
            if self._shared.first <= head.number <= self._shared.last:
                self._shared.is_used = True
                draft.shared = self._shared
            else:
                self._close()
                self._current = draft
        draft.feed(Line(line.rich[head.end :].stripped()))

    def _is_roman_part(self, index: int, text: str) -> bool:
        """Whether a line such as `II.` or `II. ĐỌC HIỂU` opens a part: a question follows. Numbered lines of a question have its options
        behind them."""
        title = markers.roman_title(text)
        if title is None:
            return False
        for line in self._lines[index + 1 : index + (_LOOKED_AHEAD if title else 2)]:
            if line.table is None and self._head_of(line.text):
                return True
            if line.table is not None or labels.starts_with(line.text, "A") or labels.starts_with(line.text, "a"):
                return False
        return False

    def _open_part(self, text: str) -> None:
        if self._in_key:
            self._key_part = 0 if self._key_part is None else self._key_part + 1
            return
        if self.drafts and self.drafts[-1].part == self._part:
            self._part += 1
        self._part_kind = markers.part_kind(text)
        self._close()

    def _close(self) -> None:
        """Nothing goes on from here; a shared text that no question took is lost, and told."""
        if self._shared is not None and not self._shared.is_used:
            for rich in self._shared.lines:
                self._lose(rich)
        self._current = self._shared = None

    def _feed(self, line: Line) -> None:
        if self._in_key:
            if self._current is not None:
                self._current.origin.append(line.rich)
                self._current.solve(line.rich)
            else:
                self._lose(line.rich)
        elif self._current is not None:
            self._current.origin.append(line.rich)
            self._current.feed(line)
        elif self._shared is not None and self._shared.length < _LONGEST_SHARED:
            self._shared.take(line.rich)
        else:
            # The title or the directions of a part may name its kind a line later.
            self._part_kind = self._part_kind or (markers.part_kind(line.text) if self._part or not self.drafts else "")
            self._lose(line.rich)

    def _lose(self, line: Rich) -> None:
        words = " ".join(line.words().split())
        if any(c.isalnum() for c in words):
            self._lost.append(words[:60])

    def _comes_back(self, index: int) -> bool:
        """Whether the next head repeats a number: solutions of the whole file follow, not of the question above."""
        following = self._following(index)
        return following is not None and not self._goes_on(index) and following.number in self._by_number

    def _goes_on(self, index: int) -> bool:
        """Whether the next head is the next question's: what stands between is the present question's own."""
        following = self._following(index)
        return following is not None and self._current is not None and following.number == self._current.number + 1

    def _following(self, index: int) -> Head | None:
        return next((head for line in self._lines[index + 1 : index + _LOOKED_AHEAD] if (head := self._head_of(line.text))), None)

    def _is_new(self, index: int, head: Head) -> bool:
        """Whether a head among answers begins a question of another paper: options follow, and other words than its namesake's."""
        if not self._says_question or markers.question_head(self._lines[index].text) is None:
            return False
        after = []
        for line in self._lines[index + 1 : index + _LOOKED_AHEAD]:
            if line.table is None and markers.question_head(line.text):
                break
            after.append(line)
        if not any(labels.starts_with(line.text, "A") for line in after if line.table is None):
            return False
        stem = _folded(self._lines[index].text[head.end :])
        return all(
            _folded(draft.stem[0].text if draft.stem else "") != stem for draft in self._by_number.get(head.number, [])[:_MOST_NAMESAKES]
        )

    def _solves(self, head: Head, line: Line) -> bool:
        """A head among the answers of the whole file: a list of letters, or the solution of the question with that number."""
        self._current = None
        is_listed = self._listed(line.text)
        self._current = self._named(head.number, line.text[head.end :])
        if self._current is not None and not is_listed:
            self._current.origin.append(line.rich)
            self._current.solve(line.rich[head.end :].stripped())
        return is_listed or self._current is not None

    def _listed(self, text: str) -> bool:
        """Whether the line is of the file's key ("1A 2B 3C", "Câu 16: 100"); "Đáp án: 1A 2B" is, wherever it stands."""
        end = markers.answer_end(text)
        if self._current is not None and self._current.pairs is not None and self._current.pairs.matched(text[end or 0 :]):
            return False
        found = answers.pairs(text[end or 0 :])
        if found and (self._in_key or (end is not None and len(found) > 1)):
            self._list(found)
            return True
        # Below a question's own solution a bare number counts its steps.
        pair = answers.number_pair(text) if self._in_key and self._current is None else None
        if pair is None or not answers.is_answer(pair[1]):
            return False
        self._list({pair[0]: pair[1]})
        return True

    def _key_table(self, line: Line) -> bool:
        if line.table is None or not self.drafts:
            return False
        texts = cell_texts(line.table)
        says_so = any(text.lower().startswith(("đáp án", "đ.a", "đa", "chọn")) for row in texts for text in row)
        found = answers.table_pairs(texts) if self._in_key or says_so else None
        if not found:
            return False
        self._list(found)
        return True

    def _list(self, found: dict[int, str]) -> None:
        for number, said in found.items():
            draft = self._named(number, said)
            if draft is None:
                self._unknown[number] = None
            elif len(draft.listed) < _MOST_LISTED:
                draft.listed.append(said)
                draft.origin.append(plain(f"Bảng đáp án: {number} – {said}", Marks(italic=True)))

    def _named(self, number: int, said: str) -> Draft | None:
        """The question of that number: in the key's part, else the only one, else the only one whose kind fits what is said."""
        named = self._by_number.get(number, [])
        if len(named) > _MOST_NAMESAKES:
            return None
        if self._key_part is not None and len(named) > 1:
            part = self._parts[self._key_part] if self._key_part < len(self._parts) else None
            named = [draft for draft in named if draft.part == part]
        if len(named) > 1:
            named = [draft for draft in named if _fits(draft, said)]
        return named[0] if len(named) == 1 else None


def _say_question(lines: Sequence[Line]) -> bool:
    """Whether questions of the file say Câu: one sentence that does among many with options does not make it so."""
    said = asked = 0
    for line in lines:
        if markers.is_key_head(line.text) or markers.is_solutions_head(line.text):
            break
        said += markers.question_head(line.text) is not None
        asked += labels.starts_with(line.text, "A")
    return said > 0 and 3 * said >= asked


def _fits(draft: Draft, said: str) -> bool:
    if draft.options:
        return bool(answers.letters(said.strip().upper()))
    if draft.statements:
        return bool(answers.truths(said, len(draft.statements)))
    return not answers.letters(said.strip().upper()) and not answers.truths(said, 4)


def _folded(text: str) -> str:
    return "".join(text.lower().split())[:200]
