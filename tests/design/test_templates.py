"""What holds for every template, style sheet and script."""

import re
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"
PAGES = [
    path
    for path in sorted((APP / "templates").rglob("*.html"))
    if path.parts[len(APP.parts) + 1] not in ("emails", "pdf")
]
ICONS = set((APP / "static" / "icons.txt").read_text().split())
STYLES = "\n".join(path.read_text() for path in (APP / "static" / "css").rglob("*.css"))
FORBIDDEN = {
    "a style attribute": r"\sstyle=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline handler": r"\son[a-z]+=[\"']",
    "hx-on": r"\bhx-on\b",
    "js: values": r"=[\"']js:",
    "a filter that needs eval": r"hx-trigger=\"[^\"]*\[",
    "|safe": r"\|\s*safe\b",
    "a file from elsewhere": r"(?:\bsrc|<link[^>]*\shref|<use[^>]*\shref)=\"(?:https?:)?//",
}


def named(path):
    return path.relative_to(APP / "templates").as_posix()


@pytest.mark.parametrize("path", PAGES, ids=named)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what, path):
    assert re.findall(FORBIDDEN[what], path.read_text()) == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_icon_that_a_template_names_is_in_the_sprite(path):
    text = path.read_text()
    named = re.findall(r"\bicon\(\"([a-z0-9-]+)\"", text) + re.findall(
        r"\bicon=\"([a-z0-9-]+)\"", text
    )
    assert set(named) - ICONS == set()


def test_the_sprite_has_exactly_the_icons_of_the_list():
    sprite = (APP / "static" / "icons.svg").read_text()
    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == ICONS


def test_every_token_that_a_style_uses_is_defined():
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLES))
    defined = set(re.findall(r"(--[\w-]+):", STYLES))
    assert used - defined == set()


def test_colours_come_from_tokens_only():
    components = (APP / "static" / "css" / "components").glob("*.css")
    assert [
        path.name for path in components if re.search(r"#[0-9a-f]{3,8}\b", path.read_text())
    ] == []


def test_every_style_sheet_is_loaded():
    folder = APP / "static" / "css"
    loaded = set(re.findall(r'@import "([^"]+)"', (folder / "app.css").read_text()))
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.css")} - {"app.css"}
    assert loaded == present - {"pdf.css"}


def test_every_script_is_loaded():
    folder = APP / "static" / "js"
    loaded = set(re.findall(r'import "\./([^"]+)"', (folder / "app.js").read_text()))
    assert loaded == {path.name for path in folder.glob("*.js")} - {"app.js"}
