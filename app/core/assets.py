"""Static files: built once into `static/dist` under content-hashed names, compressed, served by
WhiteNoise with far-future caching. `{{ asset("css/app.css") }}` gives the hashed address.

A style sheet's `@import "file.css" layer(name);` lines are replaced by the files, a script's
`import "./file.js";` lines likewise, so that a page loads one of each without a bundler.
"""

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Flask
from markupsafe import Markup, escape
from whitenoise import WhiteNoise

STATIC = Path(__file__).resolve().parent.parent / "static"
DIST = STATIC / "dist"
MANIFEST = DIST / "manifest.json"
CSS_IMPORT = re.compile(r'@import\s+(?:url\()?"([^"]+)"\)?\s*(?:layer\(([\w.-]+)\))?\s*;')
CSS_URL = re.compile(r'url\("?([^")]+)"?\)')
JS_IMPORT = re.compile(r'^import "(\./[^"]+)";$', re.MULTILINE)
COMPRESSED = {".css", ".js", ".svg", ".txt", ".json"}
NOT_SERVED = {".md", ".py"}


def build(compress: bool = True) -> dict[str, str]:
    """Writes `static/dist` and returns its manifest: source path → hashed path."""
    fresh = STATIC / "dist.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    manifest: dict[str, str] = {}
    files = [f for f in sorted(STATIC.rglob("*")) if f.is_file() and _is_served(f)]
    for file in sorted(files, key=lambda f: f.suffix == ".css"):
        name = file.relative_to(STATIC).as_posix()
        manifest[name] = _write(fresh, name, _content(file, manifest), compress)
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1))
    shutil.rmtree(DIST, ignore_errors=True)
    fresh.rename(DIST)
    return manifest


def refresh(compress: bool = False) -> None:
    """Development and tests: build what changed, once when several processes start together."""
    with _alone():
        if is_stale() or (compress and not any(DIST.rglob("*.br"))):
            build(compress)


def ensure() -> None:
    """Production: built with the release, or once now where nothing did that."""
    with _alone():
        if not MANIFEST.exists():
            build()


def is_stale() -> bool:
    if not MANIFEST.exists():
        return True
    built = MANIFEST.stat().st_mtime
    return any(
        f.stat().st_mtime > built for f in STATIC.rglob("*") if f.is_file() and _is_served(f)
    )


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    ensure() if settings.is_production else refresh()
    manifest = json.loads(MANIFEST.read_text())

    def asset(name: str) -> str:
        return f"/static/{manifest[name]}"

    @lru_cache(maxsize=256)
    def icon_svg(name: str, label: str | None = None) -> Markup:
        """An icon of the sprite; a page has some forty, so each is written once."""
        role = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
        use = f'<use href="{asset("icons.svg")}#{escape(name)}"></use>'
        return Markup(f'<svg class="icon" {role}>{use}</svg>')  # noqa: S704 — escaped above

    app.jinja_env.globals.update(asset=asset, icon_svg=icon_svg)
    served = WhiteNoise(app.wsgi_app, max_age=600, immutable_file_test=_is_hashed)
    served.add_files(str(DIST), prefix="static/")
    app.wsgi_app = served  # type: ignore[method-assign]


@contextmanager
def _alone() -> Iterator[None]:
    folder = os.open(STATIC, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _is_served(file: Path) -> bool:
    parts = file.relative_to(STATIC).parts
    return parts[0] not in ("dist", "dist.new") and file.suffix not in NOT_SERVED


def _is_hashed(path: str, url: str) -> bool:
    return re.search(r"\.[0-9a-f]{12}\.\w+$", url) is not None


def _content(file: Path, manifest: dict[str, str]) -> bytes:
    if file.suffix == ".css":
        return _style_sheet(file, manifest).encode()
    if file.suffix == ".js" and "vendor" not in file.parts:
        return _script(file).encode()
    return file.read_bytes()


def _style_sheet(file: Path, manifest: dict[str, str]) -> str:
    def imported(match: re.Match[str]) -> str:
        text = _style_sheet(file.parent / match[1], manifest)
        return f"@layer {match[2]} {{\n{text}}}\n" if match[2] else text

    def hashed(match: re.Match[str]) -> str:
        if match[1].startswith(("data:", "#", "/")):
            return match[0]
        name = (file.parent / match[1]).resolve().relative_to(STATIC).as_posix()
        return f'url("/static/{manifest[name]}")'

    text = CSS_URL.sub(hashed, re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL))
    return CSS_IMPORT.sub(imported, text)


def _script(file: Path) -> str:
    return JS_IMPORT.sub(lambda m: "{\n" + (file.parent / m[1]).read_text() + "}", file.read_text())


def _write(folder: Path, name: str, content: bytes, compress: bool) -> str:
    path = Path(name)
    hashed = path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}")
    target = folder / hashed
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    if compress and path.suffix in COMPRESSED:
        Path(f"{target}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        Path(f"{target}.br").write_bytes(brotli.compress(content))
    return hashed.as_posix()
