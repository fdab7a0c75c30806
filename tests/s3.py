"""A small S3 over real HTTP, which refuses every request that is not signed rightly (Signature
Version 4, in the header or in the address), as the real one does."""

import hashlib
import hmac
import re
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET, KEY_ID, SECRET, REGION = "travault-files", "AKIATEST", "only/for+tests", "eu-west-2"
LISTED = "<Contents><Key>{}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;{}&quot;</ETag><Size>{}</Size></Contents>"


class Peer(ThreadingHTTPServer):
    """`objects` is what it keeps; `answer_with` a status for everything instead, such as 503."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects: dict[str, bytes] = {}
        self.answer_with: int | None = None
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "s3_bucket": BUCKET,
            "s3_endpoint": self.url,
            "s3_region": REGION,
            "s3_access_key_id": KEY_ID,
            "s3_secret_access_key": SECRET,
        }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Peer

    def log_message(self, *words):
        """Nothing: what matters is asserted."""

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.answer_with:
            return self._answer(self.server.answer_with)
        if problem := self._problem(body):
            return self._answer(403, f"<Error><Code>{problem}</Code></Error>".encode())
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(f"/{BUCKET}"):
            return self._answer(404, b"<Error><Code>NoSuchBucket</Code></Error>")
        return self._act(path.removeprefix(f"/{BUCKET}").lstrip("/"), body)

    do_GET = do_PUT = do_HEAD = do_POST = _do

    def _act(self, key: str, body: bytes) -> None:
        objects = self.server.objects
        if self.command == "PUT":
            objects[key] = body
            return self._answer(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')  # noqa: S324
        if self.command == "POST":
            return self._delete(re.findall(r"<Key>(.*?)</Key>", body.decode()))
        if not key:
            return self._list()
        if key not in objects:
            return self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        return self._give(objects[key])

    def _give(self, content: bytes) -> None:
        asked = dict(parse_qsl(urlsplit(self.path).query))
        headers = {
            "ETag": '"1"',
            "Last_Modified": "Thu, 01 Jan 2026 00:00:00 GMT",
            "Content_Type": asked.get("response-content-type", "application/octet-stream"),
        }
        if "response-content-disposition" in asked:
            headers["Content_Disposition"] = asked["response-content-disposition"]
        if part := self.headers.get("Range"):
            start, _, end = part.removeprefix("bytes=").partition("-")
            last = min(int(end), len(content) - 1)
            headers["Content_Range"] = f"bytes {start}-{last}/{len(content)}"
            return self._answer(206, content[int(start) : last + 1], **headers)
        return self._answer(200, content, **headers)

    def _delete(self, keys: list[str]) -> None:
        """Several at once; what is not there counts as deleted."""
        for key in keys:
            self.server.objects.pop(key, None)
        rows = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{rows}</DeleteResult>".encode())

    def _list(self) -> None:
        rows = "".join(
            LISTED.format(escape(k), "1", len(v)) for k, v in sorted(self.server.objects.items())
        )
        body = f"<ListBucketResult><Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"
        self._answer(200, body.encode(), Content_Type="application/xml")

    def _problem(self, body: bytes) -> str | None:
        """What is wrong with the signature, as S3 would say it."""
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if "X-Amz-Signature" in query:
            return self._problem_of_address(query)
        given = self.headers.get("Authorization", "")
        if not given.startswith("AWS4-HMAC-SHA256 "):
            return "AccessDenied"
        parts = dict(p.strip().split("=", 1) for p in given.split(" ", 1)[1].split(","))
        payload = self.headers["x-amz-content-sha256"]
        if payload not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
            return "XAmzContentSHA256Mismatch"
        names, moment = parts["SignedHeaders"], self.headers["x-amz-date"]
        expected = self._signature(query, names, payload, moment, parts["Credential"])
        return (
            None if hmac.compare_digest(expected, parts["Signature"]) else "SignatureDoesNotMatch"
        )

    def _problem_of_address(self, query: dict[str, str]) -> str | None:
        signature = query.pop("X-Amz-Signature")
        moment, names = query["X-Amz-Date"], query["X-Amz-SignedHeaders"]
        signed_at = datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if datetime.now(UTC) > signed_at + timedelta(seconds=int(query["X-Amz-Expires"])):
            return "AccessDenied"
        credential = query["X-Amz-Credential"]
        expected = self._signature(query, names, "UNSIGNED-PAYLOAD", moment, credential)
        return None if hmac.compare_digest(expected, signature) else "SignatureDoesNotMatch"

    def _signature(
        self, query: dict[str, str], names: str, payload: str, moment: str, credential: str
    ) -> str:
        who, *scope = credential.split("/")
        pairs = sorted((quote(k, safe="-._~"), quote(v, safe="-._~")) for k, v in query.items())
        headers = "".join(f"{n}:{self.headers[n].strip()}\n" for n in names.split(";"))
        request = "\n".join(
            (
                self.command,
                urlsplit(self.path).path,
                "&".join(f"{k}={v}" for k, v in pairs),
                headers,
                names,
                payload,
            )
        )
        digest = hashlib.sha256(request.encode()).hexdigest()
        text = "\n".join(("AWS4-HMAC-SHA256", moment, "/".join(scope), digest))
        key = b"AWS4" + (SECRET if who == KEY_ID else "another").encode()
        for part in (moment[:8], REGION, "s3", "aws4_request"):
            key = hmac.new(key, part.encode(), "sha256").digest()
        return hmac.new(key, text.encode(), "sha256").hexdigest()
