"""The board, moving companies on it, and what is kept of each move."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.blueprints.bin import actions as bin_actions
from app.blueprints.crm.companies.models import Company
from app.blueprints.crm.moves.models import StageMove
from app.blueprints.crm.pipeline import queries
from app.core import clock
from app.core.db import db
from app.core.events import Event
from tests import cast

BOARD = ("pipeline", "qualified", "discussion", "form_sent", "won", "lost")
ROW = ("from_status", "to_status", "mover_id", "reason", "note")


@pytest.fixture
def acme(world):
    return world.company(name="Acme", status="qualified", owner_id=world.sara.id)


@pytest.fixture
def moves(world):
    """What every move says, in order."""
    query = select(*(getattr(StageMove, name) for name in ROW)).order_by(StageMove.id)
    return lambda: [tuple(row) for row in db.session.execute(query)]


def columns(text: str) -> dict[str, str]:
    """stage → its column's HTML."""
    return dict(re.findall(r'data-stage="(\w+)"(.*?)</section>', text, re.DOTALL))


def test_the_board_shows_stages_cards_and_totals(browser, world, acme):
    acme.expected_value, acme.next_step = Decimal(40_000), "Call the director"
    acme.next_step_on = (clock.now() - timedelta(days=3)).date()
    acme.stage_since = clock.ago(days=12)
    world.company(status="qualified", expected_value=Decimal(2500))
    world.company(name="Just a lead")
    shown = columns(browser.as_("anna").get("/pipeline").text)
    assert tuple(shown) == BOARD
    assert "£42,500" in shown["qualified"]
    for words in ("Acme", "£40,000", "Call the director", "(late)", "Sara Stone", "12 days"):
        assert words in shown["qualified"]
    assert "No company" in shown["won"]
    assert "Just a lead" not in "".join(shown.values())


def test_an_empty_pipeline_says_how_to_begin(browser, world):
    assert "Add to pipeline" in browser.as_("anna").get("/pipeline").text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("owner={sara}", {"Acme"}),
        ("owner={mark}", {"Borealis"}),
        ("period=30", {"Borealis"}),
        ("period=90&owner={sara}", {"Acme"}),
        ("period=7", set()),
        ("period=soon&owner=x&qualified=-1", {"Acme", "Borealis"}),
    ],
)
def test_the_filters_live_in_the_address(browser, world, acme, query, names):
    acme.stage_since = clock.ago(days=60)
    world.company(
        name="Borealis", status="lost", owner_id=world.mark.id, stage_since=clock.ago(days=20)
    )
    url = f"/pipeline?{query.format(**cast.ids)}"
    text = browser.as_("anna").get(url, htmx=True).text
    assert {name for name in ("Acme", "Borealis") if f">{name}</a>" in text} == names
    assert "<html" not in text


def test_a_long_column_shows_its_first_cards_and_more_on_demand(browser, world):
    for n in range(60):
        world.company(name=f"Lost {n:02}", status="lost", stage_since=clock.ago(days=n))
    anna = browser.as_("anna")
    first = columns(anna.get("/pipeline?period=365").text)["lost"]
    assert first.count('class="deal"') == 25
    assert "35 more" in first
    url = re.search(r'href="(/pipeline\?[^"]+)"', first)[1].replace("&amp;", "&")
    assert "period=365" in url
    assert columns(anna.get(url).text)["lost"].count('class="deal"') == 60


def test_another_agencys_companies_are_neither_shown_nor_counted(browser, world, acme):
    with world.other_agency():
        world.company(name="Zebra", status="qualified", expected_value=Decimal(999))
    text = browser.as_("anna").get("/pipeline").text
    assert "Zebra" not in text
    assert "£999" not in text


def test_a_deleted_company_is_gone_from_the_board(browser, world, acme):
    bin_actions.put(acme, by=world.anna)
    assert "Acme" not in browser.as_("anna").get("/pipeline").text


# Moving


def test_a_move_is_a_row_and_an_event(browser, acme, moves, kinds):
    since = acme.stage_since
    answer = browser.as_("sara").post(
        f"/companies/{acme.id}/stage", {"stage": "discussion", "seen": "qualified"}, htmx=True
    )
    assert answer.status_code == 200
    assert "pipeline-changed" in answer.headers["HX-Trigger"]
    assert "reversal" in answer.headers["HX-Trigger"]
    assert moves() == [("qualified", "discussion", cast.ids["sara"], None, None)]
    assert db.session.scalars(select(StageMove)).one().since == since
    assert acme.stage_since > since
    assert kinds() == ["company.moved"]


def test_a_plain_form_comes_back_to_the_board_as_it_was_filtered(browser, acme):
    answer = browser.as_("sara").post(
        f"/companies/{acme.id}/stage",
        {"stage": "discussion", "seen": "qualified"},
        headers={"Referer": "http://localhost/pipeline?owner=3"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pipeline?owner=3")
    assert acme.status == "discussion"


def test_the_timeline_tells_the_move(browser, acme):
    anna = browser.as_("anna")
    anna.post(f"/companies/{acme.id}/stage", {"stage": "form_sent", "seen": "qualified"})
    text = anna.get(f"/companies/{acme.id}/activity").text
    assert "moved the company from Qualified to Account Form Sent" in text


def test_moving_to_where_it_is_does_nothing(browser, acme, moves):
    data = {"stage": "qualified", "seen": "qualified"}
    answer = browser.as_("sara").post(f"/companies/{acme.id}/stage", data, htmx=True)
    assert (answer.status_code, moves()) == (200, [])


@pytest.mark.parametrize("stage", ["", "lead", "trading", "nonsense", "a\0b", "x" * 10_000])
def test_a_stage_that_is_not_on_the_board(browser, acme, moves, stage):
    answer = browser.as_("sara").post(f"/companies/{acme.id}/stage", {"stage": stage}, htmx=True)
    assert (answer.status_code, moves()) == (400, [])


def test_who_comes_second_is_told_where_it_went_and_where_it_did_not(browser, acme, moves):
    url = f"/companies/{acme.id}/stage"
    browser.as_("mark").post(url, {"stage": "discussion", "seen": "qualified"}, htmx=True)
    late = browser.as_("sara").post(url, {"stage": "form_sent", "seen": "qualified"}, htmx=True)
    assert late.status_code == 409
    words = late.headers["HX-Trigger"]
    assert "Mark Mills moved Acme from Qualified to In Discussion" in words
    assert "not moved to Account Form Sent" in words
    assert "pipeline-changed" in words
    assert (acme.status, len(moves())) == ("discussion", 1)


def test_two_who_want_the_same_agree(browser, acme, moves):
    url, data = f"/companies/{acme.id}/stage", {"stage": "discussion", "seen": "qualified"}
    assert browser.as_("mark").post(url, data, htmx=True).status_code == 200
    assert browser.as_("sara").post(url, data, htmx=True).status_code == 200
    assert len(moves()) == 1


def test_a_loss_asks_why_before_anything_happens(browser, acme, moves):
    sara, url = browser.as_("sara"), f"/companies/{acme.id}/stage"
    asked = sara.post(url, {"stage": "lost", "seen": "qualified"}, htmx=True)
    assert asked.status_code == 200
    assert "Stayed with current TMC" in asked.text
    assert 'name="seen" value="qualified"' in asked.text
    answer = {"stage": "lost", "seen": "qualified", "closing": "1", "note": "Until 2027"}
    refused = sara.post(url, {**answer, "reason": ""}, htmx=True)
    assert refused.status_code == 422
    assert "Choose why it was lost" in refused.text
    assert "Until 2027" in refused.text
    assert (acme.status, moves()) == ("qualified", [])
    assert sara.post(url, {**answer, "reason": "stayed"}, htmx=True).status_code == 200
    assert moves() == [("qualified", "lost", cast.ids["sara"], "stayed", "Until 2027")]


def test_a_win_offers_the_company_type(browser, acme):
    sara, url = browser.as_("sara"), f"/companies/{acme.id}/stage"
    asked = sara.post(url, {"stage": "won", "seen": "qualified"})
    assert re.search(r'<option selected value="prospect">', asked.text)
    data = {"stage": "won", "seen": "qualified", "closing": "1", "company_type": "online"}
    assert sara.post(url, data).status_code == 303
    assert (acme.status, acme.company_type) == ("won", "online")


def test_closing_from_the_companys_page_asks_too(browser, acme):
    sara = browser.as_("sara")
    answer = sara.post(f"/companies/{acme.id}/status", {"status": "lost"}, htmx=True)
    assert answer.headers["HX-Redirect"] == f"/companies/{acme.id}/stage?stage=lost"
    page = sara.get(f"/companies/{acme.id}/stage?stage=lost").text
    assert "<html" in page
    assert 'name="reason"' in page
    assert "hx-target" not in page[page.index('id="company-') :].split("</form>")[0]
    assert acme.status == "qualified"
    assert sara.get(f"/companies/{acme.id}/stage?stage=qualified").status_code == 400


def test_a_slip_is_taken_back_days_and_all(browser, acme, moves):
    acme.stage_since = clock.ago(days=12)
    since, sara = acme.stage_since, browser.as_("sara")
    sara.post(f"/companies/{acme.id}/stage", {"stage": "form_sent", "seen": "qualified"})
    move = db.session.scalars(select(StageMove)).one()
    undo = f"/companies/{acme.id}/moves/{move.id}/reversal"
    answer = sara.post(undo, htmx=True)
    assert "pipeline-changed" in answer.headers["HX-Trigger"]
    assert (acme.status, acme.stage_since) == ("qualified", since)
    assert list(queries.moves_between(clock.ago(days=1), clock.now())) == []
    assert sara.post(undo, htmx=True).status_code == 409


def test_only_the_last_move_can_be_taken_back(browser, world, acme):
    first = acme.move_to("discussion", by=world.sara)
    acme.move_to("form_sent", by=world.sara)
    undo = f"/companies/{acme.id}/moves/{first.id}/reversal"
    assert browser.as_("sara").post(undo, htmx=True).status_code == 409
    assert acme.status == "form_sent"


# Wherever a status is set


def test_a_status_set_elsewhere_is_a_move_if_a_stage_is_in_it(browser, world, acme, moves):
    sara = browser.as_("sara")
    sara.post(f"/companies/{acme.id}/status", {"status": "form_sent"})
    sara.post("/companies/bulk", {"ids": [acme.id], "status": "trading"})
    sara.post(f"/companies/{acme.id}/status", {"status": "on_hold"})
    by = cast.ids["sara"]
    assert moves() == [
        ("qualified", "form_sent", by, None, None),
        ("form_sent", "trading", by, None, None),
    ]


def test_a_lead_enters_the_pipeline_from_its_page(browser, world):
    lead = world.company(name="Lead Ltd")
    sara = browser.as_("sara")
    page = sara.get(f"/companies/{lead.id}/details").text
    url = re.search(r'action="(/companies/\d+/stage\?stage=pipeline)"', page)[1]
    answer = sara.post(url)
    assert answer.headers["Location"] == f"/companies/{lead.id}/details"
    assert lead.status == "pipeline"
    assert "Add to pipeline" not in sara.get(f"/companies/{lead.id}/details").text


def test_the_companys_page_tells_its_moves(browser, world, acme):
    acme.stage_since = clock.ago(days=3)
    acme.move_to("lost", by=world.sara, reason="price", note="Too dear")
    text = browser.as_("anna").get(f"/companies/{acme.id}/details").text
    for words in ("Qualified → Closed - Lost: Price", "after 3 days", "Too dear", "for 0 days"):
        assert words in text


def test_reports_count_moves_in_a_period(world, acme):
    acme.move_to("lost", by=world.sara, reason="price")
    with world.other_agency() as hugo:
        world.company(status="qualified").move_to("won", by=hugo)
    now = clock.now() + timedelta(seconds=1)
    (row,) = queries.moves_between(clock.ago(days=1), now)
    assert (row.company_id, row.from_status, row.to_status) == (acme.id, "qualified", "lost")
    assert (row.mover_id, row.reason) == (world.sara.id, "price")
    assert not queries.moves_between(now, now + timedelta(days=1))
    assert queries.stage_totals()["lost"] == (1, 0)


# Value and next step


def test_value_and_next_step_are_edited_from_the_card(browser, acme):
    sara, url = browser.as_("sara"), f"/companies/{acme.id}/deal"
    opened = sara.get(url, htmx=True).text
    version = re.search(r'name="version"[^>]*value="([^"]+)"', opened)[1]
    data = {"version": version, "expected_value": "£12,500.50", "next_step": "Send the fares"}
    saved = sara.post(url, {**data, "next_step_on": "2026-12-04"}, htmx=True)
    assert (saved.status_code, saved.text) == (200, "")
    assert "pipeline-changed" in saved.headers["HX-Trigger"]
    assert (acme.expected_value, acme.next_step) == (Decimal("12500.50"), "Send the fares")
    late = browser.as_("mark").post(url, {**data, "next_step": "Call"}, htmx=True)
    assert late.status_code == 422
    assert "Sara Stone changed this a moment ago" in late.text


@pytest.mark.parametrize(
    ("field", "value"),
    [("expected_value", "lots"), ("expected_value", "1e9"), ("next_step", "x" * 201), ("next_step_on", "soon")],
)  # fmt: skip
def test_a_wrong_value_stays_in_its_field(browser, acme, field, value):
    answer = browser.as_("sara").post(f"/companies/{acme.id}/deal", {field: value}, htmx=True)
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.text
    assert f"company-{acme.id}-deal-{field}-error" in answer.text


# Roles


def test_an_agent_sees_the_board_and_cannot_move(browser, world, acme):
    alex = browser.as_("alex")
    text = alex.get("/pipeline").text
    assert "ask one of them" in text
    assert "data-card" not in text
    assert 'name="stage"' not in text
    move = acme.move_to("discussion", by=world.sara)
    data = {"stage": "won", "seen": "discussion"}
    for path in ("stage", "deal", f"moves/{move.id}/reversal"):
        assert alex.post(f"/companies/{acme.id}/{path}", data).status_code == 403
    assert db.session.scalar(select(func.count()).select_from(StageMove)) == 1
    assert db.session.get_one(Company, acme.id).status == "discussion"
    assert db.session.scalar(select(func.count()).select_from(Event)) == 1
