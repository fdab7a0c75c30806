"""Which changes each role is refused by the server, whatever its screens offer."""

import pytest

from tests.security.walk import changes, normal, undone

LEADS_ALONE = {
    "/companies/1/activity/1", "/companies/1/activity/1/deletion", "/companies/1/activity/1/deletion/undo",
    "/companies/1/deletion", "/companies/1/contacts/1/deletion", "/imports/1/undo", "/companies/1/contacts/1/merger", "/companies/1/contacts/1/restoration", "/reminders/1", "/reminders/1/completion", "/reminders/1/completion/undo",
    "/files/1", "/files/1/deletion", "/files/1/restoration",
    "/companies/1/fees/1", "/companies/1/fees/1/deletion", "/companies/1/fees/1/deletion/undo",
    "/reminders/1/deletion", "/reminders/1/restoration", "/reminders/1/snooze", "/tickets/1/actions/1", "/tickets/1/owner",
}  # fmt: skip
ADMINS_ALONE = {
    "/agency/bin/1/restoration",
    "/companies/1/contacts/1/erasure",
    "/companies/1/notes/deletion",
    "/suppliers/1/deletion",
    "/tickets/1/actions/1/deletion",
    "/tickets/1/deletion",
    "/tickets/1/reopening",
    "/tickets/subjects",
    "/tickets/subjects/1",
    "/tickets/subjects/1/deletion",
    "/tickets/subjects/1/merge",
}
NOT_AGENTS = {
    "/companies/bulk", "/companies/1/links", "/companies/1/links/1", "/companies/1/links/1/deletion", "/companies/1/links/1/restoration",
    "/companies/1/deal", "/companies/1/website", "/companies/1/website/values", "/companies/1/details/deal", "/companies/1/moves/1/reversal", "/companies/1/stage",
    "/companies/1/details/about", "/companies/1/details/address", "/companies/1/details/ownership",
    "/companies/1/details/reach", "/companies/1/status", "/imports", "/imports/1", "/imports/1/columns",
    "/imports/1/deletion", "/imports/1/run", "/imports/1/run/deletion", "/imports/1/values",
}  # fmt: skip
REFUSED = {
    "anna": set(),
    "mark": ADMINS_ALONE,
    "sara": ADMINS_ALONE | LEADS_ALONE,
    "alex": ADMINS_ALONE | LEADS_ALONE | NOT_AGENTS,
}
# Depends on the fields: a colleague's ticket may be edited by everybody, but not handed over.
SOMETIMES = {"/tickets/1"}


@pytest.mark.parametrize("name", REFUSED)
def test_a_role_may_change_what_the_table_says_and_nothing_else(
    app, browser, addresses, fields, name
):
    """The records are those of a colleague, Anna."""
    refused = set()
    for method, address, valid in changes(addresses, fields):
        with undone(app):
            status = browser.as_(name).open(method, address, data=valid).status_code
        if status == 403:
            refused.add(normal(address))
    assert refused - SOMETIMES == REFUSED[name]
