"""Words of a pool to be put into the gaps of a text."""

from collections.abc import Mapping, Sequence

from core.words import say
from question_bank.kinds import answers, checks, gapped, marks, ordering, shape
from question_bank.kinds.contract import Answer, Content, InvalidAnswer, Kind, Mark, Order, Part, Problem

MOST_WORDS = 60
LONGEST_WORD = 200
GROUPS = ("1", "2", "3", "4", "5", "6", "7", "8")
"""As many as Moodle has."""


class DragWords(Kind):
    """body: {"text": html with ``[[1]]`` where gap "1" is, "gaps": [{"id", "group"}], "words": [{"id", "text", "group"}], "reuse": bool};
    key: {"gaps": {gap id: word id}, "score_table"?: {...}}.

    A gap takes words of its group. Each word serves once, or as often as wanted with `reuse`; two words of one group that say the same are
    equally right. Words are plain text. Worth the share of gaps filled rightly, or what the score table says. Answer: {"1": "w3"}.

    Words in the order of their gaps would tell the key: `pooled` names and places them by the alphabet.
    """

    code = "drag_words"
    label = say("Kéo từ vào chỗ trống")
    marking = "machine"
    html_places = ("body.text",)

    def blank(self) -> dict[str, object]:
        body = {"text": "", "gaps": [], "words": [], "reuse": False}
        return {"stem": "", "body": body, "key": {"gaps": {}}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        gaps, words = _gaps(content), _words(content)
        names = shape.ids(gaps)
        problems = checks.check_document(content) + gapped.check_text(shape.at(content, "body", "text"), names)
        problems += checks.check_rows(shape.at(content, "body", "words"), "body.words", 2, MOST_WORDS, same_allowed=True)
        problems += _check_words(words) + _check_key(content, gaps, words)
        if not isinstance(shape.at(content, "body", "reuse"), bool):
            problems.append(Problem("body.reuse", say("Giá trị chỉ là có hoặc không.")))
        return problems + checks.check_score_table(shape.at(content, "key", "score_table"), "key.score_table", len(names))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        body = {
            "text": shape.text(shape.at(content, "body", "text")),
            "gaps": [{"id": shape.text(gap.get("id")), "group": _group(gap)} for gap in _gaps(content)],
            "words": [{**bare, "group": _group(word)} for word, bare in _arranged(content, order)],
            "reuse": shape.at(content, "body", "reuse") is True,
        }
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(_words(content))

    def normalise(self, content: Content, raw: object) -> Answer:
        gaps = {shape.text(gap.get("id")): _group(gap) for gap in _gaps(content)}
        words = _words(content)
        given = answers.read_mapping(raw, list(gaps))
        read = {name: answers.read_choice(given[name], _of_group(words, gaps[name])) for name in gaps if name in given}
        chosen = {name: word for name, word in read.items() if word is not None}
        if shape.at(content, "body", "reuse") is not True and len(set(chosen.values())) < len(chosen):
            raise InvalidAnswer(say("Mỗi từ chỉ dùng được một lần."))
        return chosen or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        key, given = shape.mapping(shape.at(content, "key", "gaps")), shape.mapping(answer)
        said = {shape.text(word.get("id")): (_group(word), shape.text(word.get("text")).strip()) for word in _words(content)}
        parts = tuple(_part(name, given.get(name), key.get(name), said) for name in shape.ids(_gaps(content)))
        right = sum(part.ok for part in parts)
        share = marks.by_table(shape.at(content, "key", "score_table"), right, len(parts))
        return marks.machine_mark(share, parts, bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        key = shape.mapping(shape.at(content, "key", "gaps"))
        said = {shape.text(word.get("id")): shape.text(word.get("text")) for word in _words(content)}
        names = shape.ids(_gaps(content))
        return "; ".join(f"({number}) {said.get(shape.text(key.get(name)), '?')}" for number, name in enumerate(names, start=1))


def pooled(
    right: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], reuse: bool
) -> tuple[list[dict[str, object]], dict[str, str]]:
    """(words, key) from the (text, group) of each gap and of the words that fit none; with `reuse` equal words are one word."""
    wanted = list(dict.fromkeys([*right, *others])) if reuse else [*right, *others]
    ranked = sorted(range(len(wanted)), key=lambda index: (wanted[index][1], wanted[index][0].casefold(), wanted[index][0], index))
    name_of = {index: f"w{place}" for place, index in enumerate(ranked, start=1)}
    words: list[dict[str, object]] = [{"id": name_of[i], "text": wanted[i][0], "group": wanted[i][1]} for i in ranked]
    chosen = (name_of[wanted.index(pair) if reuse else index] for index, pair in enumerate(right))
    return words, {str(gap): name for gap, name in enumerate(chosen, start=1)}


def _gaps(content: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "gaps"))


def _words(content: object) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "words"))


def _group(row: Mapping[str, object]) -> str:
    return shape.text(row.get("group"))


def _of_group(words: Sequence[Mapping[str, object]], group: str) -> list[str]:
    return [shape.text(word.get("id")) for word in words if _group(word) == group]


def _arranged(content: object, order: Order) -> list[tuple[Mapping[str, object], dict[str, object]]]:
    rows = ordering.arrange(_words(content), order)
    return list(zip(rows, ordering.bare(rows), strict=True))


def _check_words(words: Sequence[Mapping[str, object]]) -> list[Problem]:
    problems = []
    for index, word in enumerate(words[:MOST_WORDS]):
        if len(shape.text(word.get("text"))) > LONGEST_WORD:
            problems.append(Problem(f"body.words.{index}.text", say("Từ để kéo dài quá %(n)d ký tự.", n=LONGEST_WORD)))
        if _group(word) not in GROUPS:
            problems.append(Problem(f"body.words.{index}.group", say("Nhóm từ phải là số từ 1 đến 8.")))
    return problems


def _check_key(content: object, gaps: Sequence[Mapping[str, object]], words: Sequence[Mapping[str, object]]) -> list[Problem]:
    """A word of the gap's own group for each gap; the same word twice only where words serve again."""
    key, problems = shape.mapping(shape.at(content, "key", "gaps")), []
    for gap in gaps[: gapped.MOST_GAPS]:
        if key.get(shape.text(gap.get("id"))) not in _of_group(words, _group(gap)):
            why = say("Chỗ trống %(n)s chưa có từ đúng cùng nhóm.", n=shape.text(gap.get("id"))[:16])
            problems.append(Problem("key.gaps", why))
    used = [shape.text(word) for word in key.values()]
    if shape.at(content, "body", "reuse") is not True and len(set(used)) < len(used):
        problems.append(Problem("key.gaps", say("Mỗi từ chỉ dùng được một lần.")))
    return problems + checks.check_unknown(key, shape.ids(list(gaps)), "key.gaps")


def _part(name: str, given: object, right: object, said: Mapping[str, tuple[str, str]]) -> Part:
    chosen, wanted = said.get(shape.text(given)), said.get(shape.text(right))
    return Part(name, given, right, chosen is not None and chosen == wanted)
