"""Pages are small on the wire, for those who can unpack them."""

import gzip

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_is_packed_for_a_browser_that_can_unpack_it(browser):
    plain = browser.get("/register")
    packed = browser.get("/register", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"</html>" in gzip.decompress(packed.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2


def test_a_page_is_sent_as_it_is_to_everybody_else(browser):
    plain = browser.get("/register")
    refused = browser.get("/register", headers={"Accept-Encoding": "gzip;q=0"})
    for answer in (plain, refused):
        assert "Content-Encoding" not in answer.headers
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert b"</html>" in answer.data


def test_the_size_of_a_page_does_not_tell_what_is_in_it(browser):
    sizes = {len(browser.get("/login", headers=GZIP).data) for _ in range(12)}
    assert len(sizes) > 3


def test_what_is_no_page_or_tiny_is_not_packed(browser):
    for path in ("/health", "/robots.txt"):
        assert "Content-Encoding" not in browser.get(path, headers=GZIP).headers
