import json
import logging
import sys

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.logs import JsonFormatter
from tests import cast
from tests.core import probe


class Lines(logging.Handler):
    """What production would print, as objects."""

    def __init__(self):
        super().__init__()
        self.lines: list[dict] = []
        self.setFormatter(JsonFormatter())

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines():
    handler, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_one_line_with_ids(anna, lines):
    response = anna.get("/probe/mine?name=Carol")
    [line] = [line for line in lines if line["logger"] == "travault.request"]
    assert line["request"] == response.headers["X-Request-ID"]
    assert (line["user"], line["agency"]) == (cast.ids["anna"], cast.ids["Meridian Travel"])
    assert (line["endpoint"], line["status"], line["method"]) == ("probe.mine", 200, "GET")
    assert line["ms"] >= 0
    assert "Carol" not in json.dumps(line)


def test_the_platforms_request_id_is_kept_when_it_is_one(anna):
    good = anna.get("/health", headers={"X-Request-ID": "a1b2c3d4-e5f6"})
    assert good.headers["X-Request-ID"] == "a1b2c3d4-e5f6"
    for bad in ("short", "x" * 65, "has space inside", "<script>1234"):
        assert anna.get("/health", headers={"X-Request-ID": bad}).headers["X-Request-ID"] != bad


def test_an_error_is_logged_with_its_place_and_reference_but_without_its_text(anna, lines):
    response = anna.post("/probe/failing/bug", {"secret": "Carol"})
    [line] = [line for line in lines if line["message"] == "unhandled error"]
    assert line["request"] == response.headers["X-Request-ID"]
    assert line["error"].endswith("builtins.RuntimeError")
    assert f'File "{probe.__file__}"' in line["error"]
    assert "Carol" not in json.dumps(line)


def test_what_the_database_quotes_is_left_out(anna, lines, world):
    anna.post("/probe/late/taken")
    text = json.dumps(lines)
    assert IntegrityError.__qualname__ in text
    assert "hotel" not in text.lower()


def test_causes_are_told(lines):
    name = "Car" + "ol"
    try:
        try:
            int(name)
        except ValueError as error:
            raise LookupError(name) from error
    except LookupError:
        logging.getLogger("test").error("failed", exc_info=sys.exc_info())
    error = lines[0]["error"]
    assert error.index("builtins.ValueError") < error.index("builtins.LookupError")
    assert name not in error


def test_odd_values_cannot_break_the_log(lines):
    logging.getLogger("test").info("a\nb \u2028 é", extra={"fields": {"what": {1, 2}}})
    assert lines[0]["message"] == "a\nb \u2028 é"
    assert lines[0]["what"] == "{1, 2}"


def test_probes_are_not_logged(anna, lines):
    anna.get("/health")
    assert [line for line in lines if line["logger"] == "travault.request"] == []
