"""A real browser without a screen: Chromium by Selenium, clean for every test, with its network under the test's hand."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--lang=vi",
    "--force-prefers-reduced-motion",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WINDOW = (1280, 900)


class NoBrowser(Exception):
    """Neither a browser on this machine nor one that Selenium could fetch; the message says why."""


class Browser(Chrome):
    """Chromium with a new profile, which is removed at its end."""

    def __init__(self) -> None:
        self.profile = tempfile.mkdtemp(prefix="kb-chromium-")
        options = ChromeOptions()
        for flag in (*FLAGS, f"--user-data-dir={self.profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        found = next((path for path in map(shutil.which, NAMES) if path), None)
        driver = shutil.which("chromedriver")
        if found and driver:
            options.binary_location = found
            os.environ.setdefault("SE_OFFLINE", "true")
        try:
            super().__init__(options, Service(driver) if found and driver else Service())
        except WebDriverException as error:
            shutil.rmtree(self.profile, ignore_errors=True)
            advice = "apt-get install chromium chromium-driver"
            raise NoBrowser(f"No browser starts ({str(error.msg).splitlines()[0]}): {advice}") from error
        self.set_window_size(*WINDOW)

    def quit(self) -> None:
        super().quit()
        shutil.rmtree(self.profile, ignore_errors=True)

    def make_clean(self) -> None:
        """As new: one window, no cookies, nothing stored, nothing emulated."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.current_url))
        for window in self.window_handles[1:]:
            self.switch_to.window(window)
            self.close()
        self.switch_to.window(self.window_handles[0])
        self.cdp("Network.enable")
        self.connect()
        self.get("about:blank")
        if origin.startswith("http"):
            self.cdp("Storage.clearDataForOrigin", origin=origin, storageTypes="all")
        self.cdp("Network.clearBrowserCookies")
        self.cdp("Emulation.clearDeviceMetricsOverride")
        self.cdp("Emulation.setEmulatedMedia", media="", features=[])
        self.set_window_size(*WINDOW)
        self.complaints()

    def until(self, condition: Callable[[], T], what: str = "", seconds: float = 30) -> T:
        """The first true value of `condition`. What a page says while it goes, often an error of the driver, is no answer: it is asked again."""
        return WebDriverWait(self, seconds, 0.1, (WebDriverException,)).until(lambda _: condition(), what)

    def cdp(self, command: str, **arguments: Any) -> Any:
        """One command of the Chrome DevTools Protocol."""
        return self.execute_cdp_cmd(command, arguments)

    def disconnect(self) -> None:
        """Cut the network, as a pulled cable would."""
        self._shape_network(offline=True)

    def connect(self) -> None:
        """Give the network back."""
        self._shape_network(offline=False)

    @contextmanager
    def offline(self) -> Iterator[None]:
        """The network is cut inside the block."""
        self.disconnect()
        try:
            yield
        finally:
            self.connect()

    def slow_down(self, *, latency_ms: int, kilobytes_per_second: int) -> None:
        """A poor line: so much delay, so much a second each way."""
        self._shape_network(offline=False, latency=latency_ms, throughput=kilobytes_per_second * 1024)

    def _shape_network(self, *, offline: bool, latency: int = 0, throughput: int = -1) -> None:
        self.cdp("Network.enable")
        self.cdp(
            "Network.emulateNetworkConditions", offline=offline, latency=latency, downloadThroughput=throughput, uploadThroughput=throughput
        )

    def show_on(self, width: int, height: int, *, phone: bool = False) -> None:
        """Lay the page out for a screen of this size."""
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def prefer(self, scheme: str) -> None:
        """`dark` or `light`, as the system would ask for it."""
        self.cdp("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def complaints(self) -> list[str]:
        """What the page wrote to the console as errors since it was last asked: scripts that failed, policies that were broken."""
        entries: list[dict[str, str]] = self.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]
