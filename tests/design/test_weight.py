"""The first visit loads little."""

import hashlib
import re
from pathlib import Path

import brotli

STATIC = Path(__file__).resolve().parents[2] / "app" / "static"
FIRST_LOAD = 120 * 1024


def weight(app, name: str) -> int:
    with app.test_request_context():
        address = app.jinja_env.globals["asset"](name)
    content = (STATIC / "dist" / address.removeprefix("/static/")).read_bytes()
    return len(content if name.endswith(".woff2") else brotli.compress(content))


def test_the_first_load_of_everything_stays_below_120_kb(app, browser):
    page = len(brotli.compress(browser.as_("anna").get("/dev/components").data))
    files = [
        "css/app.css",
        "js/app.js",
        "vendor/htmx/htmx.min.js",
        "vendor/inter/inter-latin-wght-normal.woff2",
        "icons.svg",
        "favicon.svg",
    ]
    assert page + sum(weight(app, name) for name in files) <= FIRST_LOAD


def test_vendored_files_are_the_ones_that_were_noted():
    readme = (STATIC / "vendor" / "README.md").read_text()
    noted = dict(re.findall(r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", readme, re.MULTILINE))
    assert len(noted) == 3
    for name, checksum in noted.items():
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == checksum
