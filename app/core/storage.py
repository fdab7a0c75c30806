"""Where the bytes of uploaded files are kept: an S3 bucket, or a folder where none is set.

    key = storage.new_key()             under the agency's prefix, random, never a name that was typed
    storage.put(key, file)              before the row that names it is committed
    storage.stream(key, 0, 1000)        the bytes in parts
    storage.download_url(key, …)        a short-lived address at S3, None in a folder
    storage.delete(key)                 also when it is gone already

Whatever goes wrong is a `StorageUnavailable`, which is answered with a 503 that loses nothing.
A store is made per process, when first used: its threads would not survive a fork.
"""

import logging
import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import obstore
from flask import current_app
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from app.config import Settings
from app.core import clock, signing, tenancy

PART = 256 * 1024
LINK_SECONDS = 120
TIMEOUTS: "ClientConfig" = {
    "connect_timeout": timedelta(seconds=3),
    "timeout": timedelta(seconds=20),
}
RETRIES: "RetryConfig" = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=10),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=1)},
}
if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

log = logging.getLogger(__name__)
_stores: dict[tuple[int, Settings], Any] = {}


class StorageUnavailable(Exception):
    """The files cannot be reached or written at the moment; the text is for the person who waits."""

    def __init__(self) -> None:
        super().__init__(
            "The file store does not answer or is full. Nothing was saved: try again in a minute."
        )


def new_key() -> str:
    return f"{tenancy.agency_id()}/{secrets.token_hex(20)}"


def agency_of(key: str) -> int:
    return int(key.partition("/")[0])


def put(key: str, file: BinaryIO) -> None:
    """Writes the whole file, or nothing."""
    file.seek(0)
    with _failing():
        obstore.put(_store(), key, file, use_multipart=False)


def stream(key: str, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` up to `end`, in parts. What is missing is told before the first part."""
    with _failing():
        found = obstore.get(_store(), key, options={"range": (start, end)})
    return _parts(found)


def delete(key: str) -> None:
    with _failing():
        try:
            obstore.delete(_store(), key)
        except FileNotFoundError:
            return


def exists(key: str) -> bool:
    with _failing():
        try:
            obstore.head(_store(), key)
        except FileNotFoundError:
            return False
    return True


def stored(prefix: str = "") -> Iterator[tuple[str, datetime]]:
    """(key, when it was written) of everything that is kept."""
    with _failing():
        for batch in obstore.list(_store(), prefix=prefix or None):
            for found in batch:
                yield found["path"], found["last_modified"]


def download_url(key: str, *, name: str, media_type: str) -> str | None:
    """An address at S3 that downloads the file under its name, good for two minutes."""
    settings = _settings()
    if not settings.s3_bucket:
        return None
    return signing.presigned_url(
        f"{settings.s3_url}/{key}",
        {
            "response-content-disposition": disposition("attachment", name),
            "response-content-type": media_type,
        },
        settings,
        at=clock.now(),
        seconds=LINK_SECONDS,
    )


def disposition(kind: str, name: str) -> str:
    """Content-Disposition for any name: a plain one for old programs, the real one beside it."""
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{signing.quoted(name)}"


def folder(settings: Settings) -> Path:
    return Path(settings.var_dir) / "files"


def _parts(found: Any) -> Iterator[bytes]:
    with _failing():
        for part in found.stream(min_chunk_size=PART):
            yield bytes(part)


class _failing:
    """Turns what a store says into StorageUnavailable, and keeps its words for the log."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if isinstance(error, BaseError | OSError):
            log.error("file store: %s", str(error)[:500])
            raise StorageUnavailable from error


def _settings() -> Settings:
    return current_app.extensions["settings"]


def _store() -> Any:
    settings = _settings()
    key = (os.getpid(), settings)
    if key not in _stores:
        _stores[key] = _bucket(settings) if settings.s3_bucket else _folder(settings)
    return _stores[key]


def _bucket(settings: Settings) -> S3Store:
    return S3Store(
        settings.s3_bucket,
        endpoint=settings.s3_url,
        virtual_hosted_style_request=True,
        region=settings.s3_region,
        access_key_id=settings.s3_access_key_id,
        secret_access_key=settings.s3_secret_access_key,
        client_options={**TIMEOUTS, "allow_http": settings.s3_url.startswith("http:")},
        retry_config=RETRIES,
    )


def _folder(settings: Settings) -> LocalStore:
    path = folder(settings)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return LocalStore(path)
