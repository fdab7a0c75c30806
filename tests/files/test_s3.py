"""Files in an S3 bucket, over real HTTP to a peer that verifies every signature."""

import io
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import timedelta

import pytest

from app.blueprints.files import actions
from app.core import clock, storage
from tests import cast
from tests.files import samples
from tests.s3 import Peer
from tests.worker import deliver_all


@pytest.fixture
def bucket(app):
    peer, before = Peer(), app.extensions["settings"]
    app.extensions["settings"] = replace(before, **peer.environment)
    yield peer
    app.extensions["settings"] = before
    peer.shutdown()
    peer.server_close()


def fetch(url: str):
    return urllib.request.urlopen(url, timeout=5)


def refusal(url: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(url)
    return refused.value.code


def test_the_bytes_lie_in_the_bucket_under_the_agency(bucket, world, attached, bytes_of):
    file = attached(world.company())
    assert bucket.objects == {file.key: samples.PDF}
    assert bytes_of(file) == samples.PDF
    assert [key for key, _ in storage.stored()] == [file.key]


def test_a_download_leads_to_the_bucket_for_two_minutes(bucket, world, attached, browser):
    file = attached(world.company(), "Müller & Söhne.pdf")
    answer = browser.as_("anna").get(f"/files/{file.id}/download")
    assert answer.status_code == 302
    with fetch(answer.headers["Location"]) as sent:
        assert sent.read() == samples.PDF
        assert sent.headers["Content-Type"] == "application/pdf"
        assert "M%C3%BCller%20%26%20S%C3%B6hne.pdf" in sent.headers["Content-Disposition"]
        assert sent.headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    "change", [("attachment", "inline"), ("Expires=120", "Expires=999"), (".pdf", ".exe")]
)
def test_an_address_that_was_tampered_with_is_refused(bucket, world, attached, browser, change):
    file = attached(world.company())
    url = browser.as_("anna").get(f"/files/{file.id}/download").headers["Location"]
    assert url.replace(*change) != url
    assert refusal(url.replace(*change)) == 403
    assert refusal(f"{bucket.url}/{bucket.environment['s3_bucket']}/{file.key}") == 403


def test_an_address_does_not_last(bucket, world, attached, browser):
    file = attached(world.company())
    anna = browser.as_("anna")
    with clock.frozen(clock.now() - timedelta(minutes=3)):
        url = anna.get(f"/files/{file.id}/download").headers["Location"]
    assert refusal(url) == 403


def test_pictures_and_parts_come_through_the_site_itself(bucket, world, attached, browser):
    file, anna = attached(world.company()), browser.as_("anna")
    answer = anna.get(f"/files/{file.id}", headers={"Range": "bytes=2-9"})
    assert (answer.status_code, answer.data) == (206, samples.PDF[2:10])


def test_nobody_of_another_agency_gets_an_address(bucket, world, attached, browser):
    file = attached(world.company())
    assert browser.as_("hugo").get(f"/files/{file.id}/download").status_code == 404


def test_bytes_that_no_file_has_are_removed(bucket, world, attached):
    storage.put(f"{cast.ids['Meridian Travel']}/lost", io.BytesIO(samples.PDF))
    actions.outbox.post("file.settle", {"key": f"{cast.ids['Meridian Travel']}/lost"})
    kept = attached(world.company()).key
    deliver_all()
    assert list(bucket.objects) == [kept]


@pytest.mark.parametrize("status", [403, 503, 507])
def test_a_bucket_that_refuses_keeps_no_row(bucket, world, upload, status):
    bucket.answer_with = status
    with pytest.raises(storage.StorageUnavailable):
        actions.attach(upload(), to=world.company(), by=world.anna)


def test_a_bucket_that_is_gone_keeps_no_row(bucket, world, upload):
    bucket.shutdown()
    bucket.server_close()
    with pytest.raises(storage.StorageUnavailable):
        actions.attach(upload(), to=world.company(), by=world.anna)
