"""What an uploaded file is, told by its content: the name only has to agree with it.

    checked = media.check(file, "Contract 2026.pdf")    or media.Refused, with what to do about it

Pictures, PDF, office documents without macros, and text. Nothing is unpacked or decoded here but
the few bytes that say what it is, so that a bomb has nothing to go off in.
"""

import hashlib
import lzma
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 200
HEAD = TAIL = 4096
PART = 64 * 1024
MOST_ENTRIES, MOST_UNPACKED, LONGEST_LIST = 10_000, 500 * 1024 * 1024, 1024 * 1024

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
}
SAME = {"jpeg": "jpg", "jpe": "jpg", "text": "txt", "log": "txt", "md": "txt"}
PICTURES = ("png", "jpg", "gif", "webp")
TEXTS = ("txt", "csv")
ACCEPTED = ",".join(f".{ending}" for ending in (*TYPES, "jpeg"))
ADVICE = {
    "doc": "Save it as .docx or PDF first",
    "xls": "Save it as .xlsx or PDF first",
    "ppt": "Save it as .pptx or PDF first",
    "docm": "Save it as .docx: documents with macros are not kept",
    "xlsm": "Save it as .xlsx: workbooks with macros are not kept",
    "pptm": "Save it as .pptx: presentations with macros are not kept",
    "heic": "Save the picture as JPEG or PNG first",
    "svg": "Save the picture as PNG first",
    "rtf": "Save it as .docx or PDF first",
}
KINDS = "Choose a PDF, a picture (PNG, JPEG, GIF, WebP), a Word, Excel, PowerPoint or OpenDocument file, or a text"
SIGNATURES = (
    ("pdf", re.compile(rb"%PDF-\d")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL)),
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF.{4}WEBPVP8", re.DOTALL)),
)
OFFICE_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError,
    EOFError, ValueError,
)  # fmt: skip
MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/|activeX/)", re.IGNORECASE)
UNTYPED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Refused(ValueError):
    """The file is not one that is kept; the text says why and what to do."""


@dataclass(frozen=True)
class Checked:
    """`name` as it may be shown and downloaded; `checksum` is SHA-256 in hexadecimal."""

    name: str
    media_type: str
    size: int
    checksum: str


def check(file: BinaryIO, name: str) -> Checked:
    name = clean_name(name)
    size = file.seek(0, 2)
    if not size:
        raise Refused(f"{name} is empty")
    if size > MOST_BYTES:
        raise Refused(f"{name} has {size / 1024 / 1024:.1f} MB. Files may have at most 10 MB")
    ending = _agreed(name, _content(file, name))
    return Checked(_with_ending(name, ending), TYPES[ending], size, _checksum(file))


def clean_name(name: str) -> str:
    """The last part of a path, without what cannot be seen or turns the reading direction."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    shown = "".join(
        c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    plain = " ".join(shown.split()).strip(". ")
    path = PurePosixPath(plain or "file")
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    return path.name.removesuffix(suffix)[: LONGEST_NAME - len(suffix)] + suffix


def ending_of(name: str) -> str:
    """Without the dot and as we call it; "" where what follows the last dot is no ending."""
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    return SAME.get(ending, ending) if re.fullmatch(r"[a-z][a-z0-9]*", ending) else ""


def _content(file: BinaryIO, name: str) -> str | None:
    """The kind of the content, as an ending; None when it is none that is kept."""
    file.seek(0)
    head = file.read(HEAD)
    for ending, signature in SIGNATURES:
        if signature.match(head):
            return _whole(file, ending, name)
    if head.startswith(b"PK\x03\x04"):
        return _office(file, name)
    return _text(file, name)


def _whole(file: BinaryIO, ending: str, name: str) -> str:
    """A file with two faces, say a PDF that is an archive as well, is refused."""
    file.seek(-min(TAIL, file.seek(0, 2)), 2)
    tail = file.read()
    if zipfile.is_zipfile(file):
        raise Refused(f"{name} hides an archive. Save or print it anew")
    if ending == "pdf" and b"%%EOF" not in tail:
        raise Refused(f"{name} is a PDF that breaks off. Save or download it anew")
    return ending


def _office(file: BinaryIO, name: str) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED:
                raise Refused(f"{name} unpacks to more than anybody can read")
            if any(MACROS.search(entry.filename) for entry in entries):
                raise Refused(f"{name} holds macros. Save it without them first")
            return _document(archive, name)
    except DAMAGED as e:
        if isinstance(e, Refused):
            raise
        raise Refused(f"{name} is damaged. Save or download it anew") from e


def _document(archive: zipfile.ZipFile, name: str) -> str | None:
    names = archive.namelist()
    if "mimetype" in names:
        kind = _beginning(archive, "mimetype").decode("ascii", "replace").strip()
        return next((ending for ending, media in TYPES.items() if media == kind), None)
    if "[Content_Types].xml" not in names:
        return None
    parts = _beginning(archive, "[Content_Types].xml")
    if b"macroEnabled" in parts:
        raise Refused(f"{name} holds macros. Save it without them first")
    return next((ending for ending, part in OFFICE_PARTS.items() if part in parts), None)


def _beginning(archive: zipfile.ZipFile, entry: str) -> bytes:
    with archive.open(entry) as part:
        return part.read(LONGEST_LIST)


def _text(file: BinaryIO, name: str) -> str | None:
    """Text in UTF-8 or Windows-1252; its name alone can tell what text it is."""
    file.seek(0)
    content = file.read(MOST_BYTES)
    ending = ending_of(name)
    if ending not in TEXTS or b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return None if UNTYPED.search(text) else ending


def _agreed(name: str, content: str | None) -> str:
    """Picture programs name pictures loosely; for anything else the name must say what it is."""
    ending = ending_of(name)
    if (content and ending in ("", content)) or {ending, content} <= set(PICTURES):
        return str(content)
    if ending in TYPES:
        raise Refused(f"{name} is not a .{ending} file inside. Save it anew, or choose another")
    raise Refused(f"{name} cannot be kept. {ADVICE.get(ending, KINDS)}")


def _with_ending(name: str, ending: str) -> str:
    if ending_of(name) == ending:
        return name
    former = PurePosixPath(name).suffix if ending_of(name) in PICTURES else ""
    return f"{name.removesuffix(former)}.{ending}"


def _checksum(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while part := file.read(PART):
        digest.update(part)
    return digest.hexdigest()
