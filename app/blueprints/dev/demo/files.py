"""A policy, a rate sheet and a picture for the first clients."""

import io
import struct
import zlib

from app.blueprints.accounts.models import User
from app.blueprints.crm.companies.models import Company
from app.blueprints.dev.demo.history import History
from app.blueprints.files import actions
from app.core import media
from app.core.uploads import Upload

RATES = "Hotel;City;Rate (GBP)\nThe Midland;Manchester;118.00\nQueens Hotel;Leeds;96.50\n"
WIDTH, HEIGHT = 480, 270


def plan_files(history: History, companies: list[Company], *, by: User) -> None:
    for place, company in enumerate(companies[:4]):
        given = {
            "Travel policy.pdf": _page(f"Travel policy of {company.name}"),
            "Hotel rates.csv": RATES.encode(),
            "Meeting room.png": _picture(place),
        }
        for name, content in given.items():
            history.plan(
                history.some_day(within=60),
                lambda c=company, n=name, b=content: _attach(c, n, b, by),
            )


def _attach(company: Company, name: str, content: bytes, by: User) -> None:
    stream = io.BytesIO(content)
    actions.attach(Upload(media.check(stream, name), stream), to=company, by=by)


def _page(title: str) -> bytes:
    """A PDF with one line on one page."""
    line = title.translate(str.maketrans("", "", "()\\")).encode("latin-1", "replace")
    drawn = b"BT /F1 18 Tf 60 760 Td (" + line + b") Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
    ]
    file, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(file))
        file += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(file)
    return file + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _picture(place: int) -> bytes:
    """A PNG that fades from one colour to another."""
    rows = b"".join(
        b"\0" + bytes(v for x in range(WIDTH) for v in (40 + 40 * place, y // 2, 80 + x // 4))
        for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(named: tuple[bytes, bytes]) -> bytes:
    kind, data = named
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
