"""A form field for files. `UploadsField("Files")` in a `Form`; after `validate()` its `uploads` are
the checked files, ready for `files.actions.attach`. A handler that takes them is `@takes_files`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from flask import request
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, ValidationError

from app.core import media

MOST_FILES = 10
MOST_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that was checked, and its bytes; the stream is on disk when it is large."""

    checked: media.Checked
    stream: BinaryIO


def takes_files(view: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a handler that takes several files at once: its requests may be larger than others."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def allow_size(view: Callable[..., Any] | None) -> None:
    """Called before anything reads the form."""
    if getattr(view, "takes_files", False):
        request.max_content_length = MOST_BYTES


class UploadsField(MultipleFileField):
    """Any number of files, none included unless `required`."""

    def __init__(self, label: str, *, required: str | None = None, **options: Any):
        super().__init__(label, **options)
        self.required = required
        self.uploads: list[Upload] = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [file for file in valuelist if isinstance(file, FileStorage) and file.filename]

    def pre_validate(self, form: Any) -> None:
        given = self.data or []
        if self.required and not given:
            raise ValidationError(self.required)
        if len(given) > MOST_FILES:
            raise ValidationError(f"Choose at most {MOST_FILES} files at once")
        problems = [problem for problem in map(self._check, given) if problem]
        if problems:
            raise ValidationError(". ".join(problems))

    def _check(self, file: FileStorage) -> str | None:
        stream: BinaryIO = file.stream  # type: ignore[assignment]
        try:
            self.uploads.append(Upload(media.check(stream, file.filename or ""), stream))
        except media.Refused as refused:
            return str(refused)
        return None
