"""Believable answers: what a candidate of some ability gives to a question, right or wrong in the ways that kind allows."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from core.html import plain_text


def likely_answer(kind: str, content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    """A raw answer; right with probability `ability` (0..1) in each thing asked, None when left blank, and for a kind that nobody answers here."""
    if chance.random() < 0.04 * (1 - ability):
        return None
    makers = {
        "single_choice": _single_choice,
        "multiple_choice": _multiple_choice,
        "true_false_group": _true_false_group,
        "matching": _matching,
        "ordering": _ordering,
        "cloze": _cloze,
        "drag_words": _drag_words,
        "numerical": _typed,
        "parameterised": _parameterised,
        "code": _code,
        "short_answer": _typed,
        "essay": _essay,
    }
    return makers[kind](content, ability, chance) if kind in makers else None


def _single_choice(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    right = content["key"]["right"]
    others = [option["id"] for option in content["body"]["options"] if option["id"] != right]
    return right if chance.random() < ability else chance.choice(others)


def _multiple_choice(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    right = [name for name, weight in content["key"]["weights"].items() if not str(weight).startswith("-") and float(weight) > 0]
    if chance.random() < ability:
        return right
    return [*right[:-1], chance.choice([option["id"] for option in content["body"]["options"] if option["id"] not in right])]


def _true_false_group(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    return {name: truth if chance.random() < 0.5 + ability / 2 else not truth for name, truth in content["key"]["truths"].items()}


def _matching(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    choices = [choice["id"] for choice in content["body"]["choices"]]
    return {name: right if chance.random() < ability else chance.choice(choices) for name, right in content["key"]["pairs"].items()}


def _ordering(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    order = list(content["key"]["order"])
    place = chance.randrange(len(order) - 1)
    return order if chance.random() < ability else [*order[:place], order[place + 1], order[place], *order[place + 2 :]]


def _cloze(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    makers = {"single_choice": _single_choice, "numerical": _typed, "short_answer": _typed}
    small = ((gap["id"], gap["kind"], {"body": gap["body"], "key": content["key"]["gaps"][gap["id"]]}) for gap in content["body"]["gaps"])
    return {name: makers[kind](each, ability, chance) for name, kind, each in small}


def _drag_words(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    return {name: word for name, word in content["key"]["gaps"].items() if chance.random() < 0.3 + 0.7 * ability}


def _typed(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    accepted = content["key"]["accepted"][0]
    return str(accepted.get("text") or accepted.get("value")) if chance.random() < ability else "7"


def _parameterised(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    """To the first variant, which stands for all where there is no form."""
    asked, right = content["body"]["variants"][0], content["key"]["variants"][0]
    return likely_answer(content["body"]["asks"], {"body": asked["body"], "key": right["key"]}, ability, chance)


def _code(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    return {"text": content["key"]["solution"] if chance.random() < ability else "print(0)"}


def _essay(content: Mapping[str, Any], ability: float, chance: random.Random) -> object:
    words = plain_text(content["key"].get("model_answer", "")).split()
    return {"text": " ".join(words[: max(12, int(len(words) * (0.3 + 0.6 * ability)))])}
