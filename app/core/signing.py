"""Signed addresses of S3 objects (AWS Signature Version 4 in the query), with the headers that the
answer shall have: the store's own signer cannot ask for these.
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html"""

import hashlib
import hmac
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from app.config import Settings

ALGORITHM = "AWS4-HMAC-SHA256"


def presigned_url(
    url: str, asked: dict[str, str], settings: Settings, *, at: datetime, seconds: int
) -> str:
    """`url` for a GET within so many seconds; `asked` are further parameters, signed as well."""
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{moment[:8]}/{settings.s3_region}/s3/aws4_request"
    parameters = {
        **asked,
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": f"{settings.s3_access_key_id}/{scope}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": "host",
    }
    query = "&".join(
        f"{quoted(name)}={quoted(value)}" for name, value in sorted(parameters.items())
    )
    request = _canonical(url, query)
    text = "\n".join((ALGORITHM, moment, scope, hashlib.sha256(request.encode()).hexdigest()))
    signature = hmac.new(_key(settings, scope), text.encode(), "sha256").hexdigest()
    return f"{url}?{query}&X-Amz-Signature={signature}"


def quoted(text: str) -> str:
    """As S3 wants it in a query: everything but letters, digits and - . _ ~"""
    return quote(text, safe="-._~")


def _canonical(url: str, query: str) -> str:
    parts = urlsplit(url)
    return "\n".join(
        ("GET", quote(parts.path), query, f"host:{parts.netloc}", "", "host", "UNSIGNED-PAYLOAD")
    )


def _key(settings: Settings, scope: str) -> bytes:
    key = f"AWS4{settings.s3_secret_access_key}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), "sha256").digest()
    return key
