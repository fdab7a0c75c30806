"""What stands around every page: navigation, top bar, empty parts for scripts. It is the same for
a visitor wherever they are within a place, so it is rendered once and kept.

A template shown by `frame(...)` may depend on nothing but the visitor's `mark` (their names, role,
theme and agency), the place and the width of the navigation. What changes by itself, such as a
number, loads as a fragment.
"""

from collections.abc import Hashable
from functools import lru_cache

from flask import Flask, g, render_template, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.core.context import current_places

KEPT = 500
OWN_CSRF = "<!-- csrf -->"  # stands where each request's own token goes


def frame(template: str) -> Markup:
    is_rail = request.cookies.get("nav") == "rail"
    html = _rendered(template, g.get("visitor_mark"), current_places(), is_rail)
    return Markup(html.replace(OWN_CSRF, generate_csrf()))  # noqa: S704 — a template made it


@lru_cache(maxsize=KEPT)
def _rendered(template: str, mark: Hashable, places: tuple[str, ...], is_rail: bool) -> str:
    return render_template(template, is_rail=is_rail).replace(generate_csrf(), OWN_CSRF)


def init_app(app: Flask) -> None:
    """Places and addresses of static files are this app's own."""
    _rendered.cache_clear()
    app.jinja_env.globals["frame"] = frame
