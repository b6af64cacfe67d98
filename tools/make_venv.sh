#!/bin/sh
# Makes the virtual environment and puts the pinned uv inside it. Needs nothing but Python 3.11 or newer.
set -eu
python=$1 venv=$2

if ! command -v "$python" >/dev/null 2>&1; then
    echo "Python is missing: install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$("$python" --version) is too old: Khoa Bảng needs Python 3.11 or newer (make PYTHON=python3.11 …)." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing python3-venv …"
        apt-get update -qq >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python cannot make virtual environments: apt-get install python3-venv, then try again." >&2
        exit 1
    fi
fi
echo "Setting up the environment …"
[ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
