import pytest

from app.blueprints.agency.numbers import normal_registration_number, normal_vat_number


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("123456782", "123456782"),
        ("GB 123 4567 82", "123456782"),
        ("gb123456782", "123456782"),
        ("980-780.684", "980780684"),
        ("GB980780684 001", "980780684001"),
    ],
)
def test_a_vat_number_is_stored_as_its_digits(typed, stored):
    assert normal_vat_number(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "GB",
        "12345678",
        "1234567890",
        "123456783",
        "FR123456782",
        "GBGB123456782",
        "١٢٣٤٥٦٧٨٢",
        "GD001",
    ],
)
def test_other_vat_numbers_are_refused(typed):
    with pytest.raises(ValueError, match="VAT number"):
        normal_vat_number(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("01234567", "01234567"), ("sc 123456", "SC123456"), ("r1234567", "R1234567")],
)
def test_a_registration_number_is_stored_in_capitals(typed, stored):
    assert normal_registration_number(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "1234567", "123456789", "ABC12345", "S1234567", "R123456", "SC12345A"]
)
def test_other_registration_numbers_are_refused(typed):
    with pytest.raises(ValueError, match="Enter 8 digits"):
        normal_registration_number(typed)
