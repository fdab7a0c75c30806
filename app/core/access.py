"""Who may do what. Every endpoint needs a signed-in user unless it is marked `@public`.

The table of permissions is in `blueprints/accounts/permissions.py`; here is only the mechanism.
A rule is a function of the user and the record (or None when no particular record is meant).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, request
from flask_login import current_user

Rule = Callable[[Any, Any], bool]
View = Callable[..., Any]

_rules: dict[str, Rule] = {}


def define(permission: str, rule: Rule) -> None:
    _rules[permission] = rule


def can(permission: str, record: Any = None) -> bool:
    """Whether the current user may; for templates and for handlers."""
    return current_user.is_authenticated and _rules[permission](current_user, record)


def require(permission: str, record: Any = None) -> None:
    """403 unless the current user may do this to this record."""
    if not can(permission, record):
        abort(403)


def allow(permission: str) -> Callable[[View], View]:
    """A handler for users who have the permission, whatever the record."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            require(permission)
            return view(*args, **kwargs)

        return guarded

    return decorate


def public(view: View) -> View:
    """Marks a handler that needs no signed-in user."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public() -> bool:
    """Whether what was asked for needs no signed-in user; an address that does not exist neither."""
    view = current_app.view_functions.get(request.endpoint or "")
    return view is None or getattr(view, "is_public", False)


def init_app(app: Flask) -> None:
    app.before_request(_require_user)
    app.jinja_env.globals["can"] = can


def _require_user() -> Any:
    if is_public() or current_user.is_authenticated:
        return None
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
