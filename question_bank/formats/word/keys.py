"""The key of one question out of all that speaks of it: signs, answer lines, the file's own key; what disagrees is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from core.words import Message, say
from question_bank.formats.word import answers, markers, signs
from question_bank.formats.word.draft import Draft, listed_letters
from question_bank.formats.word.rich import Rich

_SAID = {
    "star": say("dấu sao"), "underline": say("gạch chân"), "highlight": say("tô nền"), "red": say("chữ đỏ"), "bold": say("chữ đậm"), "colour": say("chữ màu"),
    "line": say("dòng đáp án"), "solution": say("lời giải"), "list": say("bảng đáp án"), "words": say("chữ Đúng/Sai ở từng ý"),
}  # fmt: skip
NO_KEY = say("Chưa rõ phương án đúng: không có gạch chân, chữ đậm, chữ đỏ, dấu sao hay dòng đáp án nào chỉ ra một phương án.")
NO_TRUTHS = say("Chưa rõ ý nào đúng, ý nào sai.")


@dataclass(slots=True)
class Found:
    """The right letter ("" when unknown) or the truths by letter, the signs that told, and what is to be said."""

    right: str = ""
    truths: dict[str, bool] = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)
    reasons: list[Message] = field(default_factory=list)


def choice_key(draft: Draft) -> Found:
    """Which option is right. Signs made on purpose must agree; a weak one that does not is only told."""
    sets = {"star": signs.starred(draft.options), **{name: signs.signed(draft.options, test) for name, test in signs.STRONG.items()}}
    weak = {name: signs.signed(draft.options, test) for name, test in signs.WEAK.items()}
    said = {"line": _line_letters(draft), "list": set(chain.from_iterable(listed_letters(draft)))}
    if not said["line"]:
        said["solution"] = _chosen_in(draft.solution)
    strong = {name: found for name, found in {**sets, **said}.items() if 0 < len(found) < len(draft.options) or (name in said and found)}
    weak = {name: found for name, found in weak.items() if len(found) == 1}
    return _agreed(strong, weak, {choice.letter for choice in draft.options})


def several_key(draft: Draft) -> Found:
    """Which options are right where several may be; all that speaks must name the same ones."""
    marked = {name: signs.signed(draft.options, test) for name, test in signs.STRONG.items()}
    said = {"star": signs.starred(draft.options), "line": _line_letters(draft), "list": set(chain.from_iterable(listed_letters(draft)))}
    found = {name: letters for name, letters in {**marked, **said}.items() if letters}
    if not found:
        return Found(reasons=[NO_KEY])
    right = next(iter(found.values()))
    if any(letters != right for letters in found.values()):
        return Found(reasons=_told(found))
    if unknown := right - {choice.letter for choice in draft.options}:
        return Found(reasons=[say("Đáp án ghi %(letter)s mà câu không có phương án đó.", letter=", ".join(sorted(unknown)))])
    return Found("".join(sorted(right)), signs=set(found))


def _agreed(strong: dict[str, set[str]], weak: dict[str, set[str]], known: set[str]) -> Found:
    if not strong:
        if len(set(map(frozenset, weak.values()))) == 1:
            return Found(next(iter(next(iter(weak.values())))), signs=set(weak))
        return Found(reasons=_told(weak) if weak else [NO_KEY])
    letters = set(chain.from_iterable(strong.values()))
    if len(letters) > 1:
        return Found(reasons=_told(strong) if len(strong) > 1 else [_several(*next(iter(strong.items())))])
    right = next(iter(letters))
    if right not in known:
        return Found(reasons=[say("Đáp án ghi %(letter)s mà câu không có phương án đó.", letter=right)])
    others = {name: found for name, found in weak.items() if found != letters}
    return Found(right, signs={*strong, *weak} - set(others), reasons=_told({**strong, **others}) if others else [])


def _told(found: dict[str, set[str]]) -> list[Message]:
    each = [say("Theo %(sign)s: %(letters)s.", sign=_SAID[name], letters=", ".join(sorted(letters))) for name, letters in found.items()]
    return [say("Các dấu hiệu đáp án không khớp nhau."), *each]


def _several(name: str, letters: set[str]) -> Message:
    return say("Có nhiều phương án được đánh dấu là đúng: %(letters)s (%(sign)s).", letters=", ".join(sorted(letters)), sign=_SAID[name])


def _line_letters(draft: Draft) -> set[str]:
    return set(chain.from_iterable(answers.any_letters(line.words()) for line in draft.answers))


def says_letter(draft: Draft) -> bool:
    """Whether an answer line or the key of the file names a letter: statements a. b. c. d. are options then."""
    said = [*(line.words() for line in draft.answers), *draft.listed]
    return any(answers.any_letters(text) and not answers.truths(text, len(draft.statements)) for text in said)


def _chosen_in(solution: list[Rich]) -> set[str]:
    """The letter after the last "Chọn" or "Đáp án" of a solution."""
    for line in reversed(solution):
        if found := markers.chosen(line.text):
            return {found}
    return set()


def truths_key(draft: Draft) -> Found:
    """Which statements are true; signs must name the same ones. Marks of truth at the ends of statements are taken away."""
    count = len(draft.statements)
    known = [choice.letter for choice in draft.statements]
    found: dict[str, dict[str, bool]] = {}
    if words := _ending_truths(draft):
        found["words"] = words
    said = [read for line in draft.answers if (read := answers.truths(line.words(), count))]
    listed = [read for text in draft.listed if (read := answers.truths(text, count))]
    found |= {name: reads[0] for name, reads in (("line", said), ("list", listed)) if reads}
    if not found and (solved := answers.truths(" ".join(line.words() for line in draft.solution), count)):
        found["solution"] = solved
    found |= {name: {letter.lower(): letter in marked for letter in known} for name, marked in _marked(draft)}
    if not found:
        return Found(reasons=[NO_TRUTHS])
    if any(truths != next(iter(found.values())) for truths in found.values()):
        return Found(reasons=_told({name: {letter for letter in truths if truths[letter]} or {"–"} for name, truths in found.items()}))
    return Found(truths=next(iter(found.values())), signs=set(found))


def _marked(draft: Draft) -> list[tuple[str, set[str]]]:
    """Signs on statements; a weak one only where nothing else speaks and some statements lack it."""
    all_signs = {
        "star": signs.starred(draft.statements),
        **{name: signs.signed(draft.statements, test) for name, test in signs.STRONG.items()},
    }
    strong = [(name, letters) for name, letters in all_signs.items() if letters]
    if strong or draft.answers or draft.listed:
        return strong
    weak = [(name, signs.signed(draft.statements, test)) for name, test in signs.WEAK.items()]
    return [(name, letters) for name, letters in weak if 0 < len(letters) < len(draft.statements)]


def _ending_truths(draft: Draft) -> dict[str, bool]:
    """Truths written behind every statement, which lose them; none when one statement lacks it."""
    for loud in (True, False):
        found = [answers.ending_truth(choice.lines[-1].text, loud=loud) if choice.lines else None for choice in draft.statements]
        if found and all(found):
            for choice, read in zip(draft.statements, found, strict=True):
                choice.lines[-1] = choice.lines[-1][: read[1]].stripped() if read else choice.lines[-1]
            return {choice.letter.lower(): read[0] for choice, read in zip(draft.statements, found, strict=True) if read}
    return {}
