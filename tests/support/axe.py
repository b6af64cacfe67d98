"""Accessibility by axe-core: what a machine can find against WCAG 2.2 A and AA."""

from __future__ import annotations

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
axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
   .then(found => done(found.violations), error => done([{id: 'axe failed', help: String(error), nodes: []}]));
"""


@cache
def _source() -> str:
    return sorted(VENDOR.glob("axe-core-*/axe.min.js"))[-1].read_text()


def axe_violations(driver: WebDriver, tags: tuple[str, ...] = TAGS) -> list[str]:
    """Each violation on the page being shown, as `rule: help: elements`; none is an empty list."""
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": _source()})  # past the page's CSP, which forbids injected scripts
    found: list[dict[str, Any]] = driver.execute_async_script(_RUN, list(tags))
    return [f"{v['id']}: {v['help']}: {'; '.join(' '.join(map(str, node['target'])) for node in v['nodes'][:5])}" for v in found]
