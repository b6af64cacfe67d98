"""A person at the browser: finds things by what they say, types, clicks, and waits for what should appear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from selenium.common.exceptions import NoSuchElementException, TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from tests.support.browser import Browser

T = TypeVar("T")
PATIENCE = timedelta(seconds=30)


@dataclass
class Walker:
    """`url` is where the application is; paths are relative to it."""

    browser: Browser
    url: str

    def go(self, path: str) -> None:
        self.browser.get(self.url + path)

    def sign_in(self, username: str, password: str) -> None:
        """As whoever sits down at this browser next."""
        self.browser.delete_all_cookies()
        self.go("/sign-in")
        self.fill(username=username, password=password)
        self.submit("Đăng nhập", within="main form")

    def fill(self, **values: str) -> None:
        """Type into fields by their names; a select takes the value or the visible text, a box is ticked by "yes"."""
        for name, value in values.items():
            field = self.browser.find_element(By.NAME, name.replace("__", "-"))
            if field.tag_name == "select":
                self._choose(Select(field), value)
            elif field.get_attribute("type") == "checkbox":
                self.browser.execute_script("arguments[0].checked = arguments[1]", field, value == "yes")
            elif field.get_attribute("type") == "file":
                field.send_keys(value)
            elif field.get_attribute("type") in ("date", "datetime-local"):
                self.browser.execute_script("arguments[0].value = arguments[1]", field, value)
            else:
                field.clear()
                field.send_keys(value)

    def _choose(self, field: Select, value: str) -> None:
        options = {option.get_attribute("value"): option.text.strip() for option in field.options}
        found = value if value in options else next(key for key, text in options.items() if value in text)
        field.select_by_value(found or "")

    def click(self, words: str, within: str = "body") -> None:
        """Press the link or button that says `words` and can be seen."""
        self.wait(lambda: _pressed(self.find(words, within)), words)

    def submit(self, words: str, within: str = "body") -> None:
        """Press it and wait for the page it leads to: going elsewhere at once would break off what was sent."""
        self._and_leave(lambda: self.click(words, within))

    def _and_leave(self, press: Callable[[], None]) -> None:
        self.browser.execute_script("window.isBeforeLeaving = true")
        press()
        self.wait(
            lambda: self.browser.execute_script("return document.readyState === 'complete' && !window.isBeforeLeaving"), "the next page"
        )

    def find(self, words: str, within: str = "body") -> WebElement | None:
        """The first visible link or button whose text holds `words`."""
        for element in self.browser.find_elements(By.CSS_SELECTOR, f"{within} a, {within} button"):
            if words in element.text and element.is_displayed():
                return element
        return None

    def press(self, selector: str) -> None:
        """Press what a CSS selector names."""
        self.wait(lambda: _pressed(next((e for e in self.all(selector) if e.is_displayed() and e.is_enabled()), None)), selector)

    def submit_by(self, selector: str) -> None:
        """Press what a selector names and wait for the page it leads to."""
        self._and_leave(lambda: self.press(selector))

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        """The text of the first element of a selector, empty when there is none."""
        try:
            return self.browser.find_element(By.CSS_SELECTOR, selector).text
        except NoSuchElementException:
            return ""

    def sees(self, words: str) -> None:
        """Wait until the page says `words`."""
        self.wait(lambda: words in self.text("body"), words)

    def wait(self, condition: Callable[[], T], what: str = "", patience: timedelta = PATIENCE) -> T:
        """The first true value of `condition`; a page that is changing meanwhile is looked at again."""
        try:
            return self.browser.until(condition, what, patience.total_seconds())
        except TimeoutException as late:
            page = " ".join(self.text("main").split())[:900]
            raise AssertionError(f"waited for {what or 'a change'} at {self.browser.current_url}, which says: {page}") from late


def _pressed(element: WebElement | None) -> bool:
    """Whether it could be pressed: one that a page took away or covered meanwhile is looked for anew."""
    if element is not None:
        element.click()
    return element is not None
