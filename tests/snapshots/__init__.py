"""Texts as they were last approved, one file each beside this one.

    assert_snapshot("accounts/verify.txt", mail.text)

UPDATE_SNAPSHOTS=1 writes them anew; read the difference before you commit it.
"""

import os
import re
from pathlib import Path

FOLDER = Path(__file__).parent
TOKEN = re.compile(r"(?<=/)[\w-]{43}(?![\w-])")


def assert_snapshot(name: str, text: str) -> None:
    """`text` reads as the file says; tokens in links are blanked, since they differ each time."""
    file = FOLDER / name
    text = TOKEN.sub("TOKEN", text)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    assert file.exists(), f"{name} does not exist yet: run once with UPDATE_SNAPSHOTS=1"
    assert text == file.read_text()
