"""Settings from the environment, checked once at start.

Every setting is an environment variable of the same name in capitals. A wrong or missing one
ends the start with one line that names all of them (`ConfigurationError`).
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

ENVIRONMENTS = ("production", "development", "test")
REQUIRED_IN_PRODUCTION = (
    "SECRET_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "PUBLIC_URL",
    "MAIL_SERVER",
    "MAIL_FROM",
)
MAX_REQUEST_BYTES = 12 * 1024 * 1024
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
AT_LEAST_ONE = ("DATABASE_POOL_SIZE", "OUTBOX_LOCK_SECONDS", "SWEEP_SECONDS", "TICKET_MAIL_SECONDS")
HOSTED_WITH_OWN_CERTIFICATES = (".compute-1.amazonaws.com", ".compute.amazonaws.com")
CHECKOUT = Path(__file__).resolve().parent.parent


class ConfigurationError(Exception):
    """What is wrong with the environment, as one line for the person who starts the app."""


@dataclass(frozen=True)
class Settings:
    travault_env: str = "production"
    secret_key: str = field(default="", repr=False)
    database_url: str = field(default="", repr=False)
    redis_url: str = field(default="", repr=False)
    public_url: str = "http://localhost:5000"
    mail_server: str = ""
    mail_port: int = 587
    mail_username: str = ""
    mail_password: str = field(default="", repr=False)
    mail_use_tls: bool = True
    mail_from: str = "Travault <no-reply@localhost>"
    operator_email: str = ""
    var_dir: str = str(CHECKOUT / "var")
    s3_bucket: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_access_key_id: str = ""
    s3_secret_access_key: str = field(default="", repr=False)
    trusted_proxies: int = 0
    database_pool_size: int = 4
    outbox_lock_seconds: int = 60
    sweep_seconds: int = 30
    ticket_mail_seconds: int = 120
    log_level: str = "INFO"
    diffbot_api_key: str = field(default="", repr=False)
    diffbot_base_url: str = "https://kg.diffbot.com"

    @property
    def secret_keys(self) -> list[str]:
        """The one that signs, then those that are still believed."""
        return [key.strip() for key in self.secret_key.split(",") if key.strip()]

    @property
    def is_production(self) -> bool:
        return self.travault_env == "production"

    @property
    def is_test(self) -> bool:
        return self.travault_env == "test"

    @property
    def mails_to_mailbox(self) -> bool:
        """Development without a mail server keeps mails as files that /dev/mailbox shows."""
        return not self.is_production and not self.mail_server

    @property
    def s3_url(self) -> str:
        """The bucket's address: at Amazon as a host, elsewhere as the first part of the path."""
        if self.s3_endpoint:
            return f"{self.s3_endpoint.rstrip('/')}/{self.s3_bucket}"
        return f"https://{self.s3_bucket}.s3.{self.s3_region}.amazonaws.com"

    @property
    def limiter_url(self) -> str:
        """The limiter's library has its own word for a unix socket."""
        return re.sub(r"^unix:", "redis+unix:", self.redis_url) or "memory://"

    def flask(self) -> dict[str, object]:
        """The settings under the names that Flask and its extensions read."""
        current, *former = self.secret_keys
        url = urlsplit(self.public_url)
        return {
            "SECRET_KEY": current,
            "SECRET_KEY_FALLBACKS": former,
            "TESTING": self.is_test,
            "PREFERRED_URL_SCHEME": url.scheme,
            "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "MAX_FORM_PARTS": 2000,
            "SESSION_COOKIE_NAME": "__Host-travault" if url.scheme == "https" else "travault",
            "SESSION_COOKIE_SECURE": url.scheme == "https",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_REFRESH_EACH_REQUEST": False,
            "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
            "WTF_CSRF_TIME_LIMIT": None,
            "SQLALCHEMY_DATABASE_URI": f"postgresql+psycopg2:{self.database_url.partition(':')[2]}",
            "SQLALCHEMY_ENGINE_OPTIONS": {
                "pool_size": self.database_pool_size,
                "max_overflow": 2,
                "pool_recycle": 1800,
                "connect_args": {
                    "application_name": "travault",
                    "connect_timeout": 5,
                    "keepalives_idle": 30,
                    "keepalives_interval": 10,
                    "keepalives_count": 3,
                    "tcp_user_timeout": 30_000,
                },
                "hide_parameters": self.is_production,
            },
            "MAIL_SERVER": self.mail_server,
            "MAIL_PORT": self.mail_port,
            "MAIL_USERNAME": self.mail_username or None,
            "MAIL_PASSWORD": self.mail_password or None,
            "MAIL_USE_TLS": self.mail_use_tls and self.mail_port != 465,
            "MAIL_USE_SSL": self.mail_use_tls and self.mail_port == 465,
            "MAIL_DEFAULT_SENDER": self.mail_from,
            "MAIL_SUPPRESS_SEND": False,
            "RATELIMIT_STORAGE_URI": self.limiter_url,
            "RATELIMIT_STORAGE_OPTIONS": self._limiter_options(),
            "RATELIMIT_STRATEGY": "moving-window",
            "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
            "RATELIMIT_HEADERS_ENABLED": False,
        }

    def _limiter_options(self) -> dict[str, object]:
        if not self.redis_url:
            return {}
        timeouts = {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}
        return {**timeouts, **redis_options(self.redis_url)}


def redis_options(url: str) -> dict[str, object]:
    """Heroku's `rediss://` hosts present a chain of their own making, so for these hosts alone the
    certificate is not verified."""
    host = urlsplit(url).hostname or ""
    is_hosted = url.startswith("rediss://") and host.endswith(HOSTED_WITH_OWN_CERTIFICATES)
    return {"ssl_cert_reqs": "none"} if is_hosted else {}


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`; raises ConfigurationError that names every problem at once."""
    problems: list[str] = []
    values: dict[str, object] = {}
    for setting in fields(Settings):
        raw = environ.get(setting.name.upper(), "").strip()
        if raw:
            values[setting.name] = _convert(setting.name.upper(), raw, setting.type, problems)
    settings = Settings(**values)  # type: ignore[arg-type]
    problems += _check(settings, environ)
    if problems:
        raise ConfigurationError("Travault cannot start: " + "; ".join(problems) + ".")
    return settings


def load_settings() -> Settings:
    """Settings of this process. A wrong environment ends it with one line and status 1."""
    try:
        return read_settings(os.environ)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


def _convert(name: str, raw: str, kind: object, problems: list[str]) -> object:
    if kind is bool:
        if raw.lower() in ("1", "true", "yes", "on"):
            return True
        if raw.lower() in ("0", "false", "no", "off"):
            return False
        problems.append(f"{name} must be true or false, not {raw!r}")
        return False
    if kind is int:
        if raw.isascii() and raw.isdigit() and len(raw) < 10:
            return int(raw)
        problems.append(f"{name} must be a whole number, not {raw!r}")
        return 0
    return raw


def _check(settings: Settings, environ: Mapping[str, str]) -> list[str]:
    problems = []
    if settings.travault_env not in ENVIRONMENTS:
        problems.append(f"TRAVAULT_ENV must be one of {', '.join(ENVIRONMENTS)}")
    required = REQUIRED_IN_PRODUCTION if settings.is_production else ("SECRET_KEY", "DATABASE_URL")
    missing = [name for name in required if not environ.get(name, "").strip()]
    if missing:
        problems.append(f"set {', '.join(missing)}")
    if settings.secret_key and not settings.secret_keys:
        problems.append("SECRET_KEY must hold a key")
    if settings.is_production and any(len(key) < 32 for key in settings.secret_keys):
        problems.append("SECRET_KEY must have at least 32 characters, each key of several")
    if settings.log_level not in LOG_LEVELS:
        problems.append(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}")
    too_small = [name for name in AT_LEAST_ONE if getattr(settings, name.lower()) < 1]
    problems += [f"{name} must be at least 1" for name in too_small]
    return problems + _check_addresses(settings) + _check_storage(settings)


def _check_addresses(settings: Settings) -> list[str]:
    problems = []
    if settings.database_url and _scheme(settings.database_url) not in ("postgres", "postgresql"):
        problems.append("DATABASE_URL must be a postgresql:// address")
    if settings.redis_url and _scheme(settings.redis_url) not in ("redis", "rediss", "unix"):
        problems.append("REDIS_URL must be a redis://, rediss:// or unix:// address")
    wrong = [
        name
        for name in ("PUBLIC_URL", "DIFFBOT_BASE_URL")
        if not re.match(r"https?://[\w.\[-]", getattr(settings, name.lower()))
    ]
    problems += [f"{name} must begin with http:// or https:// and a host" for name in wrong]
    return problems


def _check_storage(settings: Settings) -> list[str]:
    """An S3 bucket needs its keys; keys without a bucket are a bucket that was forgotten."""
    names = ("s3_bucket", "s3_access_key_id", "s3_secret_access_key")
    missing = [name.upper() for name in names if not getattr(settings, name)]
    problems = []
    if missing and (len(missing) < len(names) or settings.s3_endpoint):
        problems.append(f"set {', '.join(missing)} for files in S3, or no S3_ variable at all")
    if settings.s3_bucket and not re.fullmatch(
        r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", settings.s3_bucket
    ):
        problems.append("S3_BUCKET must be the name of a bucket, like my-files")
    if settings.s3_endpoint and not re.match(r"https?://[\w.\[-]", settings.s3_endpoint):
        problems.append("S3_ENDPOINT must begin with http:// or https:// and a host")
    if not re.fullmatch(r"[a-z0-9-]+", settings.s3_region):
        problems.append("S3_REGION must be a region, like eu-west-2")
    return problems


def _scheme(url: str) -> str:
    return url.partition("://")[0]
