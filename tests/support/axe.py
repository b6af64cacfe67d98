"""Accessibility by axe-core: what a machine can find against WCAG 2.2 A and AA."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
SCREENS = ((1280, "light"), (360, "dark"))
"""Each width and each colour once: what axe finds hangs on the one or on the other."""
VENDOR = Path(__file__).resolve().parent.parent / "vendor"
_RUN = """
const [tags, done] = arguments;
// Of what axe would fetch beforehand only films matter to these rules; style sheets would cost as much time as half the rules.
axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: {assets: ['media']}})
   .then(found => done(found.violations), error => done([{id: 'axe failed', help: String(error), nodes: []}]));
"""


@cache
def _source() -> str:
    return sorted(VENDOR.glob("axe-core-*/axe.min.js"))[-1].read_text()


def axe_violations(driver: WebDriver, tags: tuple[str, ...] = TAGS) -> list[str]:
    """Each violation on the page being shown, as `rule: help: elements`; none is an empty list."""
    if not driver.execute_script("return 'axe' in window"):
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": _source()})  # past the page's CSP, which forbids injected scripts
    found: list[dict[str, Any]] = driver.execute_async_script(_RUN, list(tags))
    return [f"{v['id']}: {v['help']}: {'; '.join(' '.join(map(str, node['target'])) for node in v['nodes'][:5])}" for v in found]


@contextmanager
def axe_at_hand(driver: WebDriver) -> Iterator[None]:
    """Every page that is opened within the block has axe from its beginning: for long walks, which would send it over again and again."""
    kept = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _source()})
    try:
        yield
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", kept)
