"""What people type: a whole form that is right, to change one thing in it."""


def company(**changes) -> dict:
    values = {
        "name": "Acme Aviation",
        "company_type": "prospect",
        "client_type": "travel",
        "status": "lead",
        "industry": "aerospace",
        "street": "1 Hangar Road",
        "city": "Crawley",
        "region": "",
        "postal_code": "RH6 0NP",
        "country": "GB",
        "phone": "020 7946 0018",
        "email": "Office@Acme.test",
        "website": "www.acme.test",
        "linkedin_url": "",
        "owner_id": "",
        "ops_team": "London desk",
        "description": "",
        "expected_value": "12,500",
        "next_step": "Send the fares",
        "next_step_on": "2026-12-04",
    }
    return {**values, **changes}


def contact(**changes) -> dict:
    values = {
        "first_name": "Carol",
        "last_name": "Jones",
        "job_title": "Travel manager",
        "department": "Finance",
        "email": "carol@acme.test",
        "phone": "020 7946 0018",
        "mobile": "",
        "notes": "",
    }
    return {**values, **changes}
