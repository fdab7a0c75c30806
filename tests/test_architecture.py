"""The rules of the house that can be checked by reading the code. Who may import whom in general is
in pyproject.toml (import-linter); here is what it cannot say. Each rule is also shown a breach."""

import ast
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
HANDLERS = {"index", "new", "create", "show", "edit", "update", "destroy"}
LONGEST_HANDLER = 10
PRIVATE = {"routes", "forms", "jobs"}


@pytest.fixture(scope="session")
def imports():
    return grimp.build_graph("app", cache_dir=None)


def direct_imports(graph) -> list[tuple[str, str]]:
    return [
        (importer, imported)
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
    ]


def owner_of_private(module: str) -> str | None:
    """The domain whose private part `module` is: app.blueprints.crm.contacts.forms → app.blueprints.crm.contacts."""
    if module.startswith("app.core."):
        return None
    parts = module.split(".")
    for position, part in enumerate(parts):
        if part in PRIVATE:
            return ".".join(parts[:position])
    return None


def is_trespass(importer: str, imported: str) -> bool:
    owner = owner_of_private(imported)
    if owner is None or importer in ("app", "app.blueprints"):
        return False
    return importer != owner and not importer.startswith(owner + ".")


def is_billing_beyond_the_agency(importer: str, imported: str) -> bool:
    billing, agency = "app.blueprints.billing", "app.blueprints.agency"
    if not f"{importer}.".startswith(f"{billing}.") or not imported.startswith("app.blueprints."):
        return False
    return not f"{imported}.".startswith((f"{billing}.", f"{agency}."))


def test_no_domain_imports_routes_forms_or_jobs_of_another(imports):
    assert [pair for pair in direct_imports(imports) if is_trespass(*pair)] == []


def test_billing_knows_the_agency_alone(imports):
    assert [p for p in direct_imports(imports) if is_billing_beyond_the_agency(*p)] == []


@pytest.mark.parametrize(
    ("importer", "imported", "trespass"),
    [
        ("app.blueprints.tickets.routes.tickets", "app.blueprints.crm.companies.forms", True),
        ("app.blueprints.crm.companies.actions", "app.blueprints.crm.contacts.jobs", True),
        ("app.outbox.delivery", "app.blueprints.exports.jobs", True),
        ("app.blueprints.crm.contacts.routes.contacts", "app.blueprints.crm.contacts.forms", False),
        ("app.blueprints.tickets.models", "app.blueprints.crm.companies.models", False),
        ("app.blueprints.accounts.forms", "app.core.forms", False),
        ("app.blueprints", "app.blueprints.tickets.routes", False),
    ],
)
def test_the_rule_of_private_parts(importer, imported, trespass):
    assert is_trespass(importer, imported) is trespass


@pytest.mark.parametrize(
    ("importer", "imported", "beyond"),
    [
        ("app.blueprints.billing.models", "app.blueprints.accounts.models", True),
        ("app.blueprints.billing", "app.blueprints.crm.companies", True),
        ("app.blueprints.billing.models", "app.blueprints.agency.models", False),
        ("app.blueprints.billing.routes", "app.blueprints.billing.models", False),
        ("app.blueprints.billing.models", "app.core.db", False),
        ("app.blueprints.tickets.models", "app.blueprints.accounts.models", False),
    ],
)
def test_the_rule_of_billing(importer, imported, beyond):
    assert is_billing_beyond_the_agency(importer, imported) is beyond


def lint_imports(folder: Path) -> subprocess.CompletedProcess:
    command = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_everybody_imports_downwards():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


BREACHES = {
    "The core imports no domain": ("core/clock.py", "from app.outbox import post"),
    "A domain imports only those below it": (
        "blueprints/crm/contacts/models.py",
        "from app.blueprints.tickets.models import Ticket",
    ),
    "The outbox is below every domain": (
        "outbox/sweep.py",
        "from app.blueprints.agency.models import Agency",
    ),
    "Models never import flask": ("blueprints/agency/models.py", "from flask import request"),
}


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_each_contract_is_noticed(tmp_path, contract):
    file, line = BREACHES[contract]
    copy_of_the_code(tmp_path)
    target = tmp_path / "app" / file
    target.write_text(f"{target.read_text()}\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def copy_of_the_code(folder: Path) -> None:
    for file in [ROOT / "pyproject.toml", *(ROOT / "app").rglob("*.py")]:
        copy = folder / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text())


def test_handlers_have_one_of_seven_names(app):
    assert misnamed(app.view_functions) == []


def misnamed(view_functions) -> list[str]:
    return sorted(e for e in view_functions if e.rpartition(".")[2] not in HANDLERS)


def test_another_name_is_noticed():
    assert misnamed({"tickets.closures.create": None, "tickets.tickets.close": None}) == [
        "tickets.tickets.close"
    ]


def route_files() -> list[Path]:
    return sorted((ROOT / "app" / "blueprints").rglob("routes/**/*.py"))


def breaches_of_routes(source: str) -> list[str]:
    """What a file of routes must not do: know the database, decide by role, or go on for long."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module)) if is_of_the_database(module):
                found.append(f"line {node.lineno}: imports {module}")
            case ast.Import(names=names) if any(is_of_the_database(n.name) for n in names):
                found.append(f"line {node.lineno}: imports the database")
            case ast.Attribute(attr="role"):
                found.append(f"line {node.lineno}: looks at a role")
            case ast.FunctionDef(name=name) if (
                name in HANDLERS and length_of(node) > LONGEST_HANDLER
            ):
                found.append(f"line {node.lineno}: {name} has {length_of(node)} lines")
    return found


def is_of_the_database(module: str) -> bool:
    return module.partition(".")[0] == "sqlalchemy" or module in (
        "app.core.db",
        "app.core.requests",
    )


def length_of(function: ast.FunctionDef) -> int:
    """Lines of the body, without a docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("file", route_files(), ids=lambda f: str(f.relative_to(ROOT)))
def test_routes_only_lead_the_way(file):
    assert breaches_of_routes(file.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import select",
        "import sqlalchemy.orm",
        "from app.core.db import db",
        "from app.core.requests import commit",
        "def show():\n    return current_user.role == 'admin'",
        "def show():\n" + "    x = 1\n" * 11,
    ],
)
def test_a_route_that_does_more_is_noticed(source):
    assert len(breaches_of_routes(source)) == 1


def python_files(*, but: set[str]) -> list[Path]:
    files = sorted((ROOT / "app").rglob("*.py"))
    return [file for file in files if str(file.relative_to(ROOT / "app")) not in but]


def strings_of_htmx(source: str) -> list[str]:
    nodes = ast.walk(ast.parse(source))
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [text for text in texts if text.startswith("HX-")]


def test_only_web_knows_the_headers_of_htmx():
    found = {f.name: strings_of_htmx(f.read_text()) for f in python_files(but={"core/web.py"})}
    assert {name: texts for name, texts in found.items() if texts} == {}
    assert strings_of_htmx("request.headers['HX-Target']") == ["HX-Target"]


def ends_of_transactions(source: str) -> list[int]:
    """Lines that call commit or rollback on a session."""
    calls = [n.func for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    names = [f for f in calls if isinstance(f, ast.Attribute) and f.attr in ("commit", "rollback")]
    return [n.lineno for n in names if "session" in ast.unparse(n.value)]


def test_transactions_end_in_one_place():
    found = {
        f.name: ends_of_transactions(f.read_text()) for f in python_files(but={"core/requests.py"})
    }
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert ends_of_transactions("db.session.commit()") == [1]
