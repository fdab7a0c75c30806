import pytest
from werkzeug.datastructures import MultiDict

from app.core import forms, reach
from app.core.choices import Choices


class Example(forms.Form):
    name = forms.text("Name", required=True, most=10)
    notes = forms.long_text("Notes", most=20)
    email = forms.email("E-mail")
    phone = forms.phone("Phone")
    website = forms.url("Website")
    size = forms.choice("Size", Choices(small="Small", large="Large"))
    colour = forms.choice("Colour", Choices(red="Red"), required=True)
    owner_id = forms.RecordField("Owner")
    guests = forms.RecordsField("Guests")


VALID = {"name": "Acme", "colour": "red"}


@pytest.fixture
def fill(app):
    def fill(**values):
        with app.test_request_context(method="POST"):
            form = Example(MultiDict({**VALID, **values}), meta={"csrf": False})
            form.owner_id.offer([(7, "Anna")])
            form.guests.offer([(1, "Carol"), (2, "Carl")])
            form.validate()
            return form

    return fill


def test_values_are_clean_and_without_plumbing(fill):
    form = fill(name="  Acme ", submission="token", notes="", size="")
    assert form.errors == {}
    assert form.values() == {
        "name": "Acme", "notes": None, "email": None, "phone": None, "website": None,
        "size": None, "colour": "red", "owner_id": None, "guests": [],
    }  # fmt: skip


def test_what_is_missing_is_asked_for(fill):
    form = fill(name="   ", colour="")
    assert set(form.errors) == {"name", "colour"}
    assert form.name.errors == ["Enter the name"]


@pytest.mark.parametrize("blank", ["", " ", "\t", "\u00a0", "\u2003 "])
def test_blanks_are_missing(fill, blank):
    assert set(fill(name=blank, colour=blank).errors) == {"name", "colour"}


def test_too_long_is_said_with_the_limit(fill):
    assert fill(name="x" * 11).name.errors == ["Use at most 10 characters"]
    assert fill(notes="é" * 20).errors == {}


@pytest.mark.parametrize("bad", ["a\0b", "a\x1bb", "a\x7fb", "a\nb", "a\rb", "a\tb"])
def test_one_line_means_one_line(fill, bad):
    assert "name" in fill(name=bad).errors


@pytest.mark.parametrize("bad", ["a\0b", "a\x1bb", "\ud800"])
def test_long_texts_have_lines_but_no_control_characters(fill, bad):
    assert "notes" in fill(notes=bad).errors
    assert fill(notes="a\r\nb\tc").errors == {}


@pytest.mark.parametrize("value", ["huge", "SMALL", "small ", "\0", "small\0", "0"])
def test_only_choices_from_the_list(fill, value):
    assert "size" in fill(size=value).errors


@pytest.mark.parametrize("value", ["8", "-7", "7.0", "x", "9" * 30, "٧", "7\0", "' or 1=1"])
def test_only_records_that_were_offered(fill, value):
    assert fill(owner_id="7").owner_id.data == 7
    assert fill(owner_id=value).owner_id.errors == ["Choose one from the list"]


def test_several_records_keep_their_order(fill):
    assert fill(guests=["2", "1"]).guests.data == [2, 1]


@pytest.mark.parametrize("value", [["3"], ["1", "x"], ["\0"]])
def test_all_of_several_must_be_offered(fill, value):
    assert "guests" in fill(guests=value).errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Carol@Client.TEST", "carol@client.test"), (" a+b@x.co ", "a+b@x.co")],
)
def test_e_mail_addresses_are_kept_in_lower_case(fill, typed, kept):
    assert fill(email=typed).email.data == kept


@pytest.mark.parametrize(
    "bad",
    [
        "carol",
        "a@",
        "@b.test",
        "a@b",
        "a b@c.test",
        "a@b.test\nBcc: x@y.test",
        "x" * 250 + "@y.test",
    ],
)
def test_wrong_e_mail_addresses_are_refused(fill, bad):
    assert "email" in fill(email=bad).errors


@pytest.mark.parametrize(
    ("typed", "kept"), [("020 7946 0018", "+442079460018"), ("+1 (212) 555-0100", "+12125550100")]
)
def test_phone_numbers_are_kept_in_one_form(fill, typed, kept):
    assert fill(phone=typed).phone.data == kept


@pytest.mark.parametrize("typed", ["+44 2079460018", "(020) 79460018", "020 7946 0018"])
def test_a_form_that_comes_back_shows_phone_numbers_as_people_write_them(fill, typed):
    assert 'value="020 7946 0018"' in fill(phone=typed).phone()


@pytest.mark.parametrize("bad", ["12", "call me", "+", "0" * 40, "+44 20 7946 0018 x\0"])
def test_wrong_phone_numbers_are_refused(fill, bad):
    assert "phone" in fill(phone=bad).errors


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("+442079460018", "020 7946 0018"), ("+12125550100", "+1 212-555-0100"), (None, ""), ("", "")],
)
def test_phone_numbers_are_shown_as_people_write_them(stored, shown):
    assert reach.shown_phone(stored) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("acme.test", "https://acme.test"), ("http://acme.test/x?y=1", "http://acme.test/x?y=1")],
)
def test_web_addresses_have_a_scheme(fill, typed, kept):
    assert fill(website=typed).website.data == kept


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "ftp://acme.test",
        "acme",
        "https://",
        "a b.test",
        "http://[",
        "data:text/html,x.y",
        "//",
    ],
)
def test_wrong_web_addresses_are_refused(fill, bad):
    assert "website" in fill(website=bad).errors
