"""Names of colleagues are kept for the selects of pages, until the agency's people change."""

from app.core import clock


def owners(visitor) -> str:
    return visitor.get("/companies").text.partition('name="owner"')[2].partition("</select>")[0]


def test_a_changed_colleague_shows_in_the_next_page(browser, world):
    anna, hugo = browser.as_("anna"), browser.as_("hugo")
    assert world.sara.name in owners(anna)
    assert world.sara.name not in owners(hugo)
    world.sara.change({"last_name": "Newlywed"})
    assert "Newlywed" in owners(anna)
    world.sara.role = "agent"
    assert "Newlywed" not in owners(anna)
    world.sara.role = "sales"
    assert "Newlywed" in owners(anna)
    world.sara.deactivated_at = clock.now()
    assert "Newlywed" not in owners(anna)


def test_another_agency_keeps_its_own(browser, world):
    hugo = browser.as_("hugo")
    assert world.hugo.name in owners(hugo)
    world.anna.change({"last_name": "Elsewhere"})
    assert "Elsewhere" not in owners(hugo)
