"""Files and the way from an upload to its report."""

import io
import re
from pathlib import Path

from app.blueprints.imports.models import Import
from app.core import tenancy
from app.core.db import db
from app.outbox import Message, delivery

SAMPLE = Path(__file__).parent / "samples" / "listed-companies.csv"
SIMPLE = {"column-0": "name"}


def csv_of(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def upload(browser, content: bytes, name="companies.csv", *, user="anna", htmx=False, **fields):
    data = {"file": (io.BytesIO(content), name), **fields}
    return browser.as_(user).post("/imports", data, htmx=htmx)


def latest() -> Import:
    return db.session.query(Import).order_by(Import.id.desc()).first()


def uploaded(browser, content: bytes, **fields) -> Import:
    response = upload(browser, content, **fields)
    assert response.status_code == 303, response.text
    return latest()


def columns_of(imported: Import, **more) -> dict[str, str]:
    """The form as it comes, with what was guessed, and changes."""
    from app.blueprints.imports.guesses import guess_columns
    from app.blueprints.imports.kinds import KINDS

    chosen = guess_columns(imported.headings, KINDS[imported.kind].fields)
    fields = {heading: key for key, heading in chosen.items()}
    form = {f"column-{n}": fields.get(h, "") for n, h in enumerate(imported.headings)}
    return {**form, "duplicates": "skip", "missing_company": "reject", **more}


def matched(browser, content: bytes, kind="companies", **more) -> Import:
    """Uploaded, columns as guessed."""
    imported = uploaded(browser, content, kind=kind)
    response = browser.as_("anna").post(
        f"/imports/{imported.id}/columns", columns_of(imported, **more)
    )
    assert response.status_code == 303, response.text
    return latest()


def checked(browser, content: bytes, **more) -> Import:
    """Matched and tried, values as guessed."""
    imported = matched(browser, content, **more)
    if imported.state == "matched":
        page = browser.as_("anna").get(f"/imports/{imported.id}").text
        browser.as_("anna").post(f"/imports/{imported.id}/values", selected(page))
        imported = latest()
    return imported


def imported_from(browser, content: bytes, **more) -> Import:
    imported = checked(browser, content, **more)
    browser.as_("anna").post(f"/imports/{imported.id}/run")
    deliver("import.run")
    return latest()


def selected(page: str) -> dict[str, str]:
    """Every select of a page and what it is set to."""
    selects = re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.search(r'selected value="([^"]*)"', body) for name, body in selects}
    return {name: found[1] if found else "" for name, found in chosen.items()}


def deliver(kind: str) -> bool:
    message = db.session.query(Message).filter_by(kind=kind).order_by(Message.id.desc()).first()
    db.session.commit()
    agency_id = tenancy.agency_id()
    tenancy.leave()
    done = delivery.deliver(message.id)
    tenancy.enter(agency_id)
    db.session.expire_all()
    return done
