#!/bin/sh
# Sees to what tests need besides Python: a browser with its driver. PostgreSQL is the system's or comes with a wheel.
# Selenium can fetch a browser itself where the network allows; without one, browser tests are skipped with their reason.
set -eu
if { command -v chromium || command -v google-chrome; } >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium and its driver …"
    apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null && exit 0
fi
echo "No Chromium with chromedriver here: Selenium will look for a browser; for browser tests, apt-get install chromium chromium-driver."
