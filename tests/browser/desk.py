"""What a consultant does, in the words of the screens; `page` is Playwright's."""

import re
from urllib.parse import urlencode

from playwright.sync_api import TimeoutError as NotYet
from playwright.sync_api import expect

PASSWORD = "quiet harbour lantern"
MAIL_TRIES = 60


def register(page, agency: str, email: str, *, vat: str, number: str) -> None:
    page.goto("/register")
    values = {
        "Agency name": agency,
        "Business address": "4 Quay Street\nBristol\nBS1 4DJ",
        "VAT number": vat,
        "Company registration number": number,
        "Phone": "0117 496 0123",
        "Primary contact": "Nora Quayle",
        "E-mail": email,
        "E-mail again": email,
        "Password": PASSWORD,
        "Password again": PASSWORD,
    }
    fill(page, values)
    field(page, "Employees").select_option("1-10")
    field(page, "Business focus").select_option("Corporate Travel")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Start free trial").click()
    expect(heading(page, "Check your inbox")).to_be_visible()


def sign_in(page, email: str, password: str = PASSWORD) -> None:
    """On the page the visitor was sent to, or else the sign-in page."""
    if "/login" not in page.url:
        page.goto("/login")
    fill(page, {"E-mail": email, "Password": password})
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/login" not in url)


def open_mail(page, subject: str, *, to: str) -> None:
    """Waits for the mail in the mailbox of development and opens it."""
    mail = page.get_by_role("row").filter(has_text=to).get_by_role("link", name=subject)
    for _ in range(MAIL_TRIES):
        page.goto("/dev/mailbox")
        try:
            mail.first.wait_for(timeout=250)
        except NotYet:
            continue
        mail.first.click()
        expect(heading(page, subject)).to_be_visible()
        return
    raise AssertionError(f"no mail “{subject}” to {to}")


def company_named(page, name: str) -> str:
    """The address of a company's page, found in the list."""
    page.goto(f"/companies?{urlencode({'q': name})}")
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(re.compile(r"/companies/\d+/details"))
    return page.url.removesuffix("/details")


def add_contact(page, company: str, name: str) -> None:
    page.goto(f"{company}/contacts")
    page.get_by_role("link", name="Add contact").first.click()
    form = page.get_by_role("form", name="Add contact")
    first, last = name.split()
    email = f"{first}@{last}.test".lower()
    fill(form, {"First name": first, "Last name": last, "Job title": "Travel manager"})
    fill(form, {"E-mail": email, "Phone": "+44 20 7946 0018"})
    form.get_by_role("button", name="Add contact").click()
    expect(row(page, name)).to_be_visible()


def open_ticket(page, company: str, subject: str, *, assignee: str = "Not assigned") -> str:
    """From the company's page; returns the ticket's address."""
    page.goto(company)
    page.get_by_role("link", name="Open a ticket").click()
    field(page, "Category").select_option("Complaint")
    fill(page, {"Subject": subject, "Description": "Charged **twice** for the same night."})
    field(page, "Assigned to").select_option(assignee)
    page.get_by_role("button", name="Open ticket").click()
    page.wait_for_url(re.compile(r"/tickets/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(subject)
    return page.url


def make_pdf(page) -> bytes:
    """Of the company or ticket that is shown: asks for it, waits for the panel, downloads."""
    if "/companies/" in page.url:
        page.get_by_role("button", name="Documents").click()
        page.get_by_role("button", name="Dossier, everything").click()
    else:
        page.get_by_role("button", name="PDF", exact=True).click()
    return downloaded(page, "PDF")


def downloaded(page, form: str) -> bytes:
    """The document that was asked for last, once its panel says that it is ready."""
    panel = page.locator("#corner .document").last
    with page.expect_download() as download:
        panel.get_by_role("link", name=f"Download {form}").click(timeout=30_000)
    return download.value.path().read_bytes()


def choose(scope, label: str, text: str) -> None:
    """By keyboard, in a field that searches as one types."""
    box = scope.get_by_role("combobox", name=label)
    box.press_sequentially(text)
    scope.get_by_role("option", name=re.compile(text)).first.wait_for()
    box.press("Enter")


def fill(scope, values: dict[str, str]) -> None:
    for label, value in values.items():
        field(scope, label).fill(value)


def field(scope, label: str):
    """A control by its label, without the star of the required ones."""
    return scope.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$"))


def row(page, name: str):
    return page.get_by_role("row").filter(has_text=name)


def heading(page, words: str):
    return page.get_by_role("heading", name=words).first


def toast(page, words: str):
    return page.locator("#toasts .toast").filter(has_text=words)
