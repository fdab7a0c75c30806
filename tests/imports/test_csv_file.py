"""Any bytes are either refused with words or read to the end; what was written is read again."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from app.blueprints.imports.csv_file import NotReadable, inspect, records
from app.blueprints.imports.fields import plain
from app.core.csv_text import harmless

LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
CELLS = st.text(LETTERS, max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_refused_with_words_or_read_to_the_end(content):
    file = io.BytesIO(content)
    try:
        shape = inspect(file)
    except NotReadable:
        return
    rows = list(records(file, shape.encoding, shape.delimiter))
    assert len(rows) == shape.rows + 1
    assert len(set(shape.headings)) == len(shape.headings) > 0
    assert all(shape.headings)


@settings(max_examples=200, deadline=None)
@given(TABLES, st.sampled_from([",", ";", "\t"]), st.booleans())
def test_what_a_spreadsheet_writes_is_read_again(table, delimiter, has_mark):
    table[0] = [f"Heading {n}" for n in range(len(table[0]))]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table)
    file = io.BytesIO(text.getvalue().encode("utf-8-sig" if has_mark else "utf-8"))
    rows = [cells for _, cells in records(file, "utf-8-sig", delimiter)]
    assert rows == [cells for cells in table if any(map(str.strip, cells))]


@given(CELLS)
def test_a_cell_made_harmless_is_no_formula_and_reads_as_before(cell):
    written = harmless(cell)
    assert not written.lstrip().startswith(("=", "+", "-", "@"))
    if not cell.startswith("'"):
        assert plain(written) == cell.strip() or cell[:1] in "\t\r"
