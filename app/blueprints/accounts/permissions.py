"""Who may do what: the table of roles. `@allow("ticket.reopen")` guards a handler,
`can("company.edit", company)` shows or hides what the handler would refuse."""

from app.core.access import define

EVERYBODY = {"admin", "manager", "sales", "agent"}
ROLES_ALLOWED = {
    "company.add": EVERYBODY,
    "company.edit": {"admin", "manager", "sales"},
    "company.import": {"admin", "manager", "sales"},
    "contact.edit": EVERYBODY,
    "contact.erase": {"admin"},
    "notes.edit": EVERYBODY,
    "notes.delete": {"admin"},
    "fee.edit": EVERYBODY,
    "activity.add": EVERYBODY,
    "file.add": EVERYBODY,
    "ticket.edit": EVERYBODY,
    "ticket.reopen": {"admin"},
    "ticket.delete": {"admin"},
    "ticket.subjects": {"admin"},
    "bin": {"admin"},
    "supplier.edit": EVERYBODY,
    "supplier.delete": {"admin"},
    "export": EVERYBODY,
    "reminder.everybody": {"admin", "manager"},
    "reports": {"admin", "manager"},
}


def install() -> None:
    for permission, roles in ROLES_ALLOWED.items():
        define(permission, lambda user, record, roles=roles: user.role in roles)
    define("company.delete", _may_delete_company)
    define("contact.delete", _may_delete_of_company)
    define("fee.delete", _may_delete_of_company)
    define("activity.edit", lambda user, record: _is_lead(user) or record.author_id == user.id)
    define("view.edit", lambda user, view: user.role == "admin" or view.user_id == user.id)
    define("reminder.edit", _may_edit_reminder)
    define("action.edit", lambda user, record: _is_lead(user) or record.author_id == user.id)
    define("file.edit", lambda user, file: _is_lead(user) or file.user_id == user.id)
    define("import.undo", lambda user, record: _is_lead(user) or record.user_id == user.id)
    define("ticket.reassign", _may_reassign)
    define("ticket.hand_over", lambda user, ticket: _is_lead(user) or ticket.owner_id == user.id)


def _may_reassign(user, ticket) -> bool:
    """Admins and managers any. Everybody takes one that nobody has, passes on what is theirs, and
    gives out what they own."""
    return (
        _is_lead(user)
        or ticket.assignee_id is None
        or user.id in (ticket.assignee_id, ticket.owner_id)
    )


def _may_delete_company(user, company) -> bool:
    """Admins and managers any; sales those that they own."""
    if _is_lead(user):
        return True
    return user.role == "sales" and (company is None or company.owner_id == user.id)


def _may_delete_of_company(user, record) -> bool:
    """Admins and managers any; sales those of the companies they own."""
    if _is_lead(user):
        return True
    return user.role == "sales" and (record is None or record.company.owner_id == user.id)


def _may_edit_reminder(user, reminder) -> bool:
    """Who is reminded, who set it, and the leads."""
    return _is_lead(user) or user.id in (reminder.user_id, reminder.author_id)


def _is_lead(user) -> bool:
    return user.role in ("admin", "manager")
