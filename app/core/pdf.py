"""HTML to PDF with WeasyPrint, in the worker only (it is imported when the first PDF is made).

Documents come in pieces: WeasyPrint's memory grows with the length of one document, so a long one
is laid out piece by piece and the pieces are joined. Every piece carries its tags (PDF/UA), and so
does the whole. Nothing is read from the network or the disk but this app's own `asset:` files.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import render_template

ASSETS = Path(__file__).resolve().parent.parent / "templates" / "pdf" / "assets"
FONT_TYPE = {"Content-Type": "font/woff2"}


def render(
    template: str, *, first_page: int = 1, last_page: int | None = None, **context: Any
) -> bytes:
    """One piece: the template as a tagged PDF whose pages are numbered from `first_page`, "of" the
    `last_page` of the whole, which is this piece alone when nobody says."""
    document = _laid_out(template, first_page=first_page, last_page=last_page, **context)
    return document.write_pdf(pdf_variant="pdf/ua-1")


def measure(template: str, *, first_page: int, **context: Any) -> int:
    """How many pages the template will have: what is said of their numbers moves nothing."""
    return len(_laid_out(template, first_page=first_page, last_page=None, **context).pages)


def join(pieces: list[bytes]) -> bytes:
    """The pieces as one document, with one tree of tags over all of them."""
    from pypdf import PdfReader, PdfWriter

    if len(pieces) == 1:
        return pieces[0]
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pieces[0])))
    for piece in pieces[1:]:
        _append(writer, PdfReader(BytesIO(piece)))
    writer.compress_identical_objects(remove_unreferenced=True)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _laid_out(template: str, **context: Any) -> Any:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    html = render_template(template, **context)
    document = HTML(string=html, base_url="asset:/", url_fetcher=_fetcher())
    return document.render(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")


def _append(writer: Any, reader: Any) -> None:
    from pypdf.generic import NameObject, NumberObject

    root = writer.root_object["/StructTreeRoot"]
    parents = root["/ParentTree"]["/Nums"]
    offset = max((int(n) for n in parents[::2]), default=-1) + 1
    before = len(writer.pages)
    writer.append(reader, import_outline=False)
    for page, its_page in zip(writer.pages[before:], reader.pages, strict=True):
        page[NameObject("/StructParents")] = NumberObject(its_page["/StructParents"] + offset)
        for link in page.get("/Annots", []):
            number = link.get_object()["/StructParent"]
            link.get_object()[NameObject("/StructParent")] = NumberObject(number + offset)
    added = reader.trailer["/Root"]["/StructTreeRoot"].clone(writer)
    document, its_document = _first_child(root), _first_child(added)
    for child in its_document["/K"]:
        child.get_object()[NameObject("/P")] = document.indirect_reference
        document["/K"].append(child)
    for number, element in _pairs(added["/ParentTree"]["/Nums"]):
        parents.extend([NumberObject(int(number) + offset), element])


def _first_child(root: Any) -> Any:
    children = root["/K"]
    return (children[0] if isinstance(children, list) else children).get_object()


def _pairs(flat: list[Any]) -> Iterator[tuple[Any, Any]]:
    yield from zip(flat[::2], flat[1::2], strict=True)


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnAssets(URLFetcher):
        """Reads `asset:/name` from this app's PDF assets, and refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("asset:").lstrip("/")
            if not url.startswith("asset:") or name not in {f.name for f in ASSETS.iterdir()}:
                return super().fetch(url, headers)
            return URLFetcherResponse(url, (ASSETS / name).read_bytes(), FONT_TYPE)

    return OwnAssets(allowed_protocols=("data",), fail_on_errors=True)
