"""What a file is: told by its content, agreed by its name."""

import io
import zipfile

import pytest

from app.core import media
from tests.files import samples as s

TRUE = [
    ("a.pdf", s.PDF), ("a.png", s.PNG), ("a.jpg", s.JPEG), ("a.jpeg", s.JPEG), ("a.gif", s.GIF),
    ("a.webp", s.WEBP), ("a.docx", s.DOCX), ("a.xlsx", s.XLSX), ("a.pptx", s.PPTX), ("a.odt", s.ODT),
    ("a.ods", s.ODS), ("a.odp", s.ODP), ("a.txt", s.TEXT), ("a.csv", b"Name;Fee\nAcme;12\n"),
    ("a.txt", "Gebühr £12".encode("cp1252")), ("A.PDF", s.PDF),
]  # fmt: skip
FALSE = [
    ("program.pdf", s.EXE, "is not a .pdf file inside"),
    ("page.png", s.HTML, "is not a .png file inside"),
    ("a.docx", s.XLSX, "is not a .docx file inside"),
    ("a.docx", s.archive({"a.txt": b"a"}), "is not a .docx file inside"),
    ("a.txt", s.PDF, "is not a .txt file inside"),
    ("a.txt", b"a\0b", "is not a .txt file inside"),
    ("a.pdf", s.PNG, "is not a .pdf file inside"),
    ("a.exe", s.EXE, "cannot be kept"),
    ("a.pdf.exe", s.PDF, "cannot be kept"),
    ("a.html", s.HTML, "cannot be kept"),
    ("a.svg", s.SVG, "Save the picture as PNG"),
    ("a.zip", s.archive({"a.txt": b"a"}), "cannot be kept"),
    ("a.docm", s.DOCX, "documents with macros"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .docx"),
    ("a.docx", s.office("wordprocessingml.document", **{"word/vbaProject.bin": b"x"}), "macros"),
    ("a.docx", s.office("wordprocessingml.document").replace(b"PK\x01\x02", b"XX\x01\x02"), "damaged"),
    ("a.xlsx", s.archive({"[Content_Types].xml": b"sheet.macroEnabled.main+xml"}), "macros"),
    ("a.ods", s.opendocument("spreadsheet", **{"Basic/Standard/a.xml": b"x"}), "macros"),
    ("a.pdf", s.PDF.replace(b"%%EOF", b""), "breaks off"),
    ("a.pdf", s.PDF + s.archive({"a": b"a"}), "hides an archive"),
    ("a.gif", s.GIF + s.archive({"a": b"a"}), "hides an archive"),
    ("a.pdf", b"", "is empty"),
]  # fmt: skip
NAMES = [
    ("../../etc/passwd.txt", "passwd.txt"),
    (r"C:\Users\anna\offer.pdf", "offer.pdf"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ("a\0b\r\n.pdf", "ab.pdf"),
    ("  two   spaces .pdf", "two spaces .pdf"),
    (".htaccess", "htaccess"),
    ("", "file"),
    ("\u200b", "file"),
    ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ("Ångström’s offer – £.pdf", "Ångström’s offer – £.pdf"),
]


def check(name, content):
    return media.check(io.BytesIO(content), name)


@pytest.mark.parametrize(("name", "content"), TRUE)
def test_a_file_that_is_what_it_says_is_kept(name, content):
    checked = check(name, content)
    assert checked.media_type == media.TYPES[media.ending_of(name)]
    assert (checked.name, checked.size) == (name, len(content))


@pytest.mark.parametrize(("name", "content", "words"), FALSE)
def test_a_file_that_is_something_else_is_refused_with_advice(name, content, words):
    with pytest.raises(media.Refused, match=words):
        check(name, content)


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_name_is_never_a_path_and_hides_nothing(given, kept):
    assert media.clean_name(given) == kept


def test_a_picture_under_another_picture_s_name_gets_its_own():
    assert check("photo.jpg", s.WEBP).name == "photo.webp"
    assert check("scan", s.PDF).name == "scan.pdf"
    assert check("Contract 12.05", s.PDF).name == "Contract 12.05.pdf"


def test_a_bomb_is_refused_without_unpacking_it():
    with pytest.raises(media.Refused, match="unpacks to more"):
        check("a.docx", s.archive({"word/document.xml": b"a"}, unpacked=600 * 1024 * 1024))


def test_ten_megabytes_is_the_most():
    assert check("a.txt", b"a" * media.MOST_BYTES).size == media.MOST_BYTES
    with pytest.raises(media.Refused, match=r"10\.0 MB\. Files may have at most 10 MB"):
        check("a.txt", b"a" * (media.MOST_BYTES + 1))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_document_that_cannot_be_unpacked_is_damaged(method):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        file.writestr("[Content_Types].xml", s.office("wordprocessingml.document"))
    spoilt = packed.getvalue()
    for place in range(40, 120):
        broken = spoilt[:place] + bytes([spoilt[place] ^ 255]) + spoilt[place + 1 :]
        with pytest.raises(media.Refused):
            media.check(io.BytesIO(broken), "Offer.docx")
