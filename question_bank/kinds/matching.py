"""Prompts, each to be matched with one choice; choices may be more, or serve twice."""

from collections.abc import Mapping, Sequence

from core.words import say
from question_bank.kinds import answers, checks, marks, ordering, shape
from question_bank.kinds.contract import Answer, Content, Kind, Mark, Order, Part, Problem


class Matching(Kind):
    """body: {"prompts": [{"id", "text"}], "choices": [{"id", "text", "pinned"?}]};
    key: {"pairs": {prompt id: choice id}, "score_table"?: {...}}.

    Worth the share of prompts matched rightly, or what the score table says for that count. Prompts keep
    their order; choices follow the form's. Answer: {"p1": "c2"}.

    Choices written in the order of their prompts would tell the key, by place and by id: `pair_up`
    arranges them, and whoever makes such a question uses it.
    """

    code = "matching"
    label = say("Ghép đôi")
    marking = "machine"
    html_places = ("body.prompts.*.text", "body.choices.*.text")

    def blank(self) -> dict[str, object]:
        body = {
            "prompts": [{"id": f"p{n}", "text": ""} for n in (1, 2, 3)],
            "choices": [{"id": f"c{n}", "text": ""} for n in (1, 2, 3)],
        }
        return {"stem": "", "body": body, "key": {"pairs": {}}, "explanation": ""}

    def check(self, content: object) -> list[Problem]:
        prompts, choices = shape.at(content, "body", "prompts"), shape.at(content, "body", "choices")
        problems = checks.check_document(content)
        problems += checks.check_rows(prompts, "body.prompts", at_least=1)
        problems += checks.check_rows(choices, "body.choices", at_least=2)
        asked, offered = shape.ids(shape.rows(prompts)), shape.ids(shape.rows(choices))
        pairs = shape.mapping(shape.at(content, "key", "pairs"))
        for name in asked:
            if pairs.get(name) not in offered:
                problems.append(Problem(f"key.pairs.{name}", say("Chưa chọn mục ghép với mục này.")))
        problems += checks.check_unknown(pairs, asked, "key.pairs")
        table = shape.at(content, "key", "score_table")
        return problems + checks.check_score_table(table, "key.score_table", len(asked))

    def show(self, content: Content, order: Order = None) -> dict[str, object]:
        choices = ordering.arrange(_choices(content), order)
        body = {"prompts": ordering.bare(_prompts(content)), "choices": ordering.bare(choices)}
        return {"kind": self.code, "stem": shape.text(content.get("stem")), "body": body}

    def orderable(self, content: Content) -> tuple[str, ...]:
        return ordering.free_ids(_choices(content))

    def normalise(self, content: Content, raw: object) -> Answer:
        offered = shape.ids(_choices(content))
        given = answers.read_mapping(raw, shape.ids(_prompts(content)))
        read = {name: answers.read_choice(given[name], offered) for name in sorted(given)}
        return {name: choice for name, choice in read.items() if choice is not None} or None

    def mark(self, content: Content, answer: Answer) -> Mark:
        pairs, given = shape.mapping(shape.at(content, "key", "pairs")), shape.mapping(answer)
        parts = tuple(
            Part(name, given.get(name), pairs.get(name), name in given and given[name] == pairs.get(name))
            for name in shape.ids(_prompts(content))
        )
        right = sum(part.ok for part in parts)
        share = marks.by_table(shape.at(content, "key", "score_table"), right, len(parts))
        return marks.machine_mark(share, parts, bool(given))

    def key(self, content: Content, order: Order = None) -> str:
        pairs = shape.mapping(shape.at(content, "key", "pairs"))
        shown = shape.ids(ordering.arrange(_choices(content), order))
        found = [pairs.get(name) for name in shape.ids(_prompts(content))]
        letters = [ordering.letter(shown.index(name)) if name in shown else "?" for name in found]
        return ", ".join(f"{place}-{letter}" for place, letter in enumerate(letters, start=1))


def pair_up(pairs: Sequence[tuple[str, str]], others: Sequence[str] = ()) -> tuple[dict[str, object], dict[str, str]]:
    """(body, key pairs) from (prompt, choice) texts and choices that match nothing.

    Choices are named and placed by the alphabet, equal ones once, so that neither tells the key.
    """
    texts = sorted({choice for _, choice in pairs} | set(others), key=lambda text: (text.casefold(), text))
    name_of = {text: f"c{n}" for n, text in enumerate(texts, start=1)}
    body: dict[str, object] = {
        "prompts": [{"id": f"p{n}", "text": prompt} for n, (prompt, _) in enumerate(pairs, start=1)],
        "choices": [{"id": name, "text": text} for text, name in name_of.items()],
    }
    return body, {f"p{n}": name_of[choice] for n, (_, choice) in enumerate(pairs, start=1)}


def _prompts(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "prompts"))


def _choices(content: Content) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(content, "body", "choices"))
