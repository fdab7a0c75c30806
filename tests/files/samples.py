"""Small files of every kind, true and false ones."""

import io
import zipfile

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(20) + b"\xff\xd9"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00" + bytes(10)
TEXT = "Fees from May: £12 a booking\n".encode()
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def archive(entries: dict[str, bytes], *, unpacked: int | None = None) -> bytes:
    """A zip file; with `unpacked` it says to hold so many bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
        if unpacked:
            file.infolist()[0].file_size = unpacked
    return packed.getvalue()


def office(part: str, **further: bytes) -> bytes:
    types = f'<Types><Override ContentType="{MAIN.format(part)}"/></Types>'.encode()
    return archive({"[Content_Types].xml": types, **further})


def opendocument(kind: str, **further: bytes) -> bytes:
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": media_type, "content.xml": b"<a/>", **further})


DOCX = office("wordprocessingml.document")
XLSX = office("spreadsheetml.sheet")
PPTX = office("presentationml.presentation")
ODT, ODS, ODP = (opendocument(kind) for kind in ("text", "spreadsheet", "presentation"))
