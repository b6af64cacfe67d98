"""Hands that have only a keyboard: they find things by Tab and answer each kind of question as its page lets them.

The fields of a question have names and ids that begin with a prefix: "q7" in a sitting, "answer" in practice; a part of a shared
stimulus puts its own id behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.question_bank.kinds.contents import right_answer
from tests.support.browser import Browser

MOST_STEPS = 90
"""More stops than any page has: whoever needs more is caught in a trap, or what they look for takes no focus."""
AXES = ((Keys.ARROW_LEFT, Keys.ARROW_RIGHT), (Keys.ARROW_UP, Keys.ARROW_DOWN))
PROGRAMME = ("a, b = map(int, input().split())", "print(a + b)")
ESSAY = "Chủ đề ngắn gọn, lời chào, nội dung và lời cảm ơn."


@dataclass
class Keyboard:
    browser: Browser

    def press(self, *keys: str) -> None:
        """Press keys where the focus is; a longer text is typed."""
        ActionChains(self.browser).send_keys(*keys).perform()

    def is_on(self, selector: str) -> bool:
        return bool(self.browser.execute_script("return document.activeElement.matches(arguments[0])", selector))

    def reach(self, selector: str) -> None:
        """Go forward by Tab until the focus is on what the selector names."""
        stops: list[str] = []
        while not self.is_on(selector):
            assert len(stops) < MOST_STEPS, f"Tab does not reach {selector}; the last stops: {stops[-12:]}"
            self.press(Keys.TAB)
            stops.append(
                self.browser.execute_script("const at = document.activeElement; return at.id || at.name || at.tagName + '.' + at.className")
            )

    def push(self, selector: str) -> None:
        """Reach a button and press it."""
        self.reach(selector)
        self.press(Keys.ENTER)

    def pick(self, selector: str, value: str) -> None:
        """Choose in a menu by the arrow, one option after another, as a closed menu goes."""
        self.reach(selector)
        state = "const at = document.activeElement; return [at.value, [...at.options].filter((each) => !each.disabled).map((each) => each.value)]"
        now, options = self.browser.execute_script(state)
        steps = options.index(value) - options.index(now)
        self.press(*[Keys.ARROW_DOWN if steps > 0 else Keys.ARROW_UP] * abs(steps))
        assert self.browser.execute_script("return document.activeElement.value") == value

    def choose(self, name: str, value: str) -> None:
        """Go into a group of round buttons and along it by the arrow to one of them."""
        self.reach(f'input[name="{name}"]')
        values = self.browser.execute_script("return [...document.getElementsByName(arguments[0])].map((each) => each.value)", name)
        self.press(*[Keys.ARROW_RIGHT] * values.index(value) or [Keys.SPACE])
        assert self.browser.execute_script("return document.activeElement.matches(':checked') && document.activeElement.value") == value

    def write(self, prefix: str, text: str) -> None:
        """Type into the line or the box of a question, which gives Tab back after Escape when it keeps it for indents."""
        self.reach(f'[id="{prefix}"], [id="{prefix}-text"]')
        self.press(text, Keys.ESCAPE)

    def answer(self, code: str, content: Mapping[str, Any], prefix: str) -> None:
        """Give the answer that the key calls right; a kind without one gets something sensible."""
        ANSWERS[code](self, content, prefix)


def _options(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    hand.choose(prefix, content["key"]["right"])


def _boxes(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    wanted = right_answer("multiple_choice", dict(content))
    assert isinstance(wanted, list)
    for value in hand.browser.execute_script("return [...document.getElementsByName(arguments[0])].map((each) => each.value)", prefix):
        if value in wanted:
            hand.reach(f'input[name="{prefix}"][value="{value}"]')
            hand.press(Keys.SPACE)


def _truths(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    for row in content["body"]["statements"]:
        hand.choose(f"{prefix}-{row['id']}", "true" if content["key"]["truths"][row["id"]] else "false")


def _line(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    right = content["key"]["accepted"][0]
    hand.write(prefix, str(right.get("text") or right["value"]).replace(".", ","))


def _menus(of: Callable[[Mapping[str, Any]], Mapping[str, str]]) -> Callable[[Keyboard, Mapping[str, Any], str], None]:
    """A menu for each id that the key names."""

    def fill(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
        for name, value in of(content).items():
            hand.pick(f'[id="{prefix}-{name}"]', value)

    return fill


def _rows(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    """Every item is taken up to its place, the first place first; the focus stays on the button that moved it."""
    rows = "return [...document.querySelectorAll('[data-id]')].map((each) => each.dataset.id)"
    for place, name in enumerate(content["key"]["order"]):
        for _ in range(hand.browser.execute_script(rows).index(name) - place):
            hand.push(f'[data-id="{name}"] [data-up]')
    assert hand.browser.execute_script(rows) == content["key"]["order"]


def _gaps(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    for gap in content["body"]["gaps"]:
        name, key = f"{prefix}-{gap['id']}", content["key"]["gaps"][gap["id"]]
        if gap["kind"] == "single_choice":
            hand.pick(f'[id="{name}"]', key["right"])
        else:
            _line(hand, {"key": key}, name)


def _points(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    """To the middle of each zone (a circle) by the arrows; what the page says of the cursor leads the way."""
    hand.reach(".pic-over")
    step = max(1, round(max(content["body"]["width"], content["body"]["height"]) / 100))
    for zone in content["key"]["zones"][: content["body"]["points"]]:
        hand.press(Keys.ARROW_LEFT, Keys.ARROW_RIGHT)  # the page says where the cursor is once it has moved
        for goal, now, (back, forth) in zip(zone["at"], _cursor(hand), AXES, strict=False):
            hand.press(*[forth if goal > now else back] * round(abs(goal - now) / step))
        hand.press(Keys.ENTER)


def _cursor(hand: Keyboard) -> tuple[int, int]:
    """Where the page says that the cursor stands."""
    said = hand.browser.execute_script("return document.querySelector('[data-said]').textContent.match(/\\d+/g).map(Number)")
    return said[0], said[1]


def _essay(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    hand.write(prefix, ESSAY)


def _programme(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    hand.write(prefix, Keys.ENTER.join(PROGRAMME))


def _parts(hand: Keyboard, content: Mapping[str, Any], prefix: str) -> None:
    for part in content["body"]["parts"]:
        hand.answer(part["kind"], part["content"], f"{prefix}-{part['id']}")


ANSWERS: Mapping[str, Callable[[Keyboard, Mapping[str, Any], str], None]] = {
    "single_choice": _options,
    "multiple_choice": _boxes,
    "true_false_group": _truths,
    "short_answer": _line,
    "numerical": _line,
    "matching": _menus(lambda content: content["key"]["pairs"]),
    "ordering": _rows,
    "cloze": _gaps,
    "drag_words": _menus(lambda content: content["key"]["gaps"]),
    "drag_picture": _menus(lambda content: content["key"]["places"]),
    "hotspot": _points,
    "essay": _essay,
    "code": _programme,
    "parameterised": lambda hand, content, prefix: hand.answer(content["body"]["asks"], content, prefix),
    "stimulus": _parts,
}
"""Kinds that ask for a file, or for nothing, have no row: a file is chosen in the window of the system."""
