"""Transaction fees in the rows of their tab."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.blueprints.crm.fees.models import Fee
from app.core import money
from app.core.db import db


def typed(**changes):
    return {"service": "Air ticket", "online_fee": "5", "offline_fee": "1,234.5", "currency": "GBP", "note": ""} | changes  # fmt: skip


@pytest.fixture
def fees(world):
    query = select(Fee).where(Fee.deleted_at.is_(None)).order_by(Fee.position, Fee.id)
    return lambda: db.session.scalars(query.execution_options(populate_existing=True)).all()


@pytest.fixture
def url(world):
    company = world.company(owner_id=world.sara.id)
    db.session.commit()
    return f"/companies/{company.id}/fees"


def test_adding_keeps_decimals_and_says_so_on_the_timeline(browser, url, fees, kinds):
    page = browser.as_("alex").post(url, typed(), htmx=True)
    assert (page.status_code, [f.offline_fee for f in fees()]) == (200, [Decimal("1234.50")])
    assert "£1,234.50" in page.text
    assert kinds() == ["fee.added"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"service": ""}, "Enter the service"),
        ({"online_fee": "", "offline_fee": ""}, "Enter the online fee, the offline fee or both"),
        ({"online_fee": "-1"}, "Enter an amount like 1,234.50"),
        ({"online_fee": "1.005"}, "Enter an amount like 1,234.50"),
        ({"online_fee": "1e5"}, "Enter an amount like 1,234.50"),
        ({"online_fee": "1000000"}, "Enter an amount up to 999,999.99"),
        ({"online_fee": "9" * 400}, "Enter an amount like 1,234.50"),
        ({"currency": "XXX"}, "Not a valid choice"),
        ({"currency": "JPY"}, "Enter a whole amount: JPY has no decimals"),
        ({"service": "x" * 101}, "Use at most 100 characters"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_kept(browser, url, fees, changes, words):
    page = browser.as_("anna").post(url, typed(**changes), htmx=True)
    assert (page.status_code, fees()) == (422, [])
    assert words in page.text
    assert 'value="1,234.5' in page.text or "offline_fee" in changes


def test_a_fee_of_nothing_is_a_fee(browser, url, fees):
    browser.as_("anna").post(url, typed(online_fee="0", offline_fee=""))
    assert [(f.online_fee, f.offline_fee) for f in fees()] == [(Decimal("0.00"), None)]


def test_a_new_fee_starts_with_the_currency_of_the_agency(browser, world, url):
    world.anna.agency.currency = "EUR"
    db.session.commit()
    assert '<option selected value="EUR">' in browser.as_("anna").get(f"{url}/new").text


def test_a_fee_is_edited_in_its_row(browser, world, url, fees, kinds):
    browser.as_("anna").post(url, typed())
    fee = fees()[0]
    anna = browser.as_("anna")
    assert 'value="1,234.50"' in anna.get(f"{url}/{fee.id}/edit", htmx=True).text
    page = anna.post(f"{url}/{fee.id}", typed(online_fee="7.25"), htmx=True)
    assert "£7.25" in page.text
    assert kinds() == ["fee.added", "fee.updated"]


def test_an_edit_over_a_newer_one_shows_both(browser, world, url, fees):
    browser.as_("anna").post(url, typed())
    path = f"{url}/{fees()[0].id}"
    version = version_of(browser.as_("alex").get(f"{path}/edit").text)
    browser.as_("anna").post(path, typed(online_fee="6"))
    page = browser.as_("alex").post(path, typed(online_fee="8", version=version), htmx=True)
    assert page.status_code == 422
    assert "Anna Archer changed this a moment ago" in page.text
    assert "6.00" in page.text
    assert 'value="8"' in page.text


def version_of(html: str) -> str:
    return html.split('name="version"')[1].split('value="')[1].split('"')[0]


def test_fees_move_up_and_down(browser, world, url, fees):
    anna = browser.as_("anna")
    for service in ("Air", "Rail", "Hotel"):
        anna.post(url, typed(service=service))
    hotel = fees()[2]
    anna.post(f"{url}/{hotel.id}/position", {"way": "up"}, htmx=True)
    assert [f.service for f in fees()] == ["Air", "Hotel", "Rail"]
    anna.post(f"{url}/{hotel.id}/position", {"way": "up"})
    anna.post(f"{url}/{hotel.id}/position", {"way": "up"})
    assert [f.service for f in fees()] == ["Hotel", "Air", "Rail"]
    assert anna.post(f"{url}/{hotel.id}/position", {"way": "sideways"}).status_code == 400


def test_a_deletion_is_taken_back_where_it_was(browser, url, fees, kinds):
    anna = browser.as_("anna")
    for service in ("Air", "Rail", "Hotel"):
        anna.post(url, typed(service=service))
    rail = fees()[1]
    page = anna.open("DELETE", f"{url}/{rail.id}", htmx=True)
    assert f"{url}/{rail.id}/deletion/undo" in page.headers["HX-Trigger"]
    assert [f.service for f in fees()] == ["Air", "Hotel"]
    assert anna.get(f"{url}/{rail.id}/edit").status_code == 404
    anna.post(f"{url}/{rail.id}/deletion/undo")
    assert [f.service for f in fees()] == ["Air", "Rail", "Hotel"]
    assert kinds()[-2:] == ["fee.deleted", "fee.restored"]


@pytest.mark.parametrize(
    ("name", "own", "status"),
    [("mark", False, 303), ("sara", True, 303), ("sara", False, 403), ("alex", True, 403)],
)
def test_who_may_delete(browser, world, name, own, status):
    fee = world.fee(world.company(owner_id=world.sara.id if own else world.mark.id))
    db.session.commit()
    path = f"/companies/{fee.company_id}/fees/{fee.id}/deletion"
    assert browser.as_(name).post(path).status_code == status


def test_suppliers_have_no_fees(browser, world):
    supplier = world.company(company_type="supplier")
    db.session.commit()
    anna = browser.as_("anna")
    assert anna.get(f"/companies/{supplier.id}/fees").status_code == 404
    assert "tab-fees" not in anna.get(f"/companies/{supplier.id}/details").text


def test_from_another_agency_there_is_nothing(browser, world):
    with world.other_agency():
        fee = world.fee(service="Secret service")
    own = world.company()
    db.session.commit()
    anna = browser.as_("anna")
    assert anna.get(f"/companies/{own.id}/fees/{fee.id}/edit").status_code == 404
    assert "Secret" not in anna.get(f"/companies/{own.id}/fees").text


def test_the_fee_of_another_company_is_not_this_ones(browser, world):
    fee, other = world.fee(), world.company()
    db.session.commit()
    path = f"/companies/{other.id}/fees/{fee.id}"
    assert browser.as_("anna").get(path).status_code == 404


@given(st.decimals(0, 9_999_999_999, places=2))
def test_an_amount_reads_back_as_it_was_shown(amount):
    assert money.amount_of(f"{amount:,.2f}") == amount
    assert money.amount_of(money.shown(amount)) == amount


@given(st.text(max_size=20))
def test_no_text_is_anything_but_an_amount_or_refused(text):
    try:
        amount = money.amount_of(text)
    except ValueError:
        return
    assert 0 <= amount <= money.LARGEST
    assert amount.as_tuple().exponent == -2
