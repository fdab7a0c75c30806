def test_the_list_shows_companies_of_the_agency_alone(browser, world):
    world.company(name="Acme")
    with world.other_agency():
        world.company(name="Foreign")
    answer = browser.as_("anna").get("/companies")
    assert answer.status_code == 200
    assert "Acme" in answer.text
    assert "Foreign" not in answer.text


def test_the_form_for_a_new_company(browser):
    assert browser.as_("alex").get("/companies/new").status_code == 200


def test_details(browser, world):
    company = world.company(name="Acme")
    answer = browser.as_("anna").get(f"/companies/{company.id}/details")
    assert answer.status_code == 200, answer.text
    answer = browser.as_("anna").get(f"/companies/{company.id}/contacts")
    assert answer.status_code == 200, answer.text
