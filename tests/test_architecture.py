"""The import rule that import-linter cannot say: what a domain keeps to itself. See pyproject.toml for the rest."""

import grimp
import pytest

PRIVATE = {"routes", "forms", "jobs"}


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


def test_no_domain_imports_routes_forms_or_jobs_of_another():
    graph = grimp.build_graph("app", cache_dir=None)
    trespasses = [
        f"{importer} imports {imported}"
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if is_trespass(importer, imported)
    ]
    assert trespasses == []


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
def test_the_rule_itself(importer, imported, trespass):
    assert is_trespass(importer, imported) is trespass
