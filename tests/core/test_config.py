import subprocess
import sys

import pytest

from app.config import (
    CHECKOUT,
    REQUIRED_IN_PRODUCTION,
    ConfigurationError,
    read_settings,
    redis_options,
)

DEVELOPMENT = {
    "TRAVAULT_ENV": "development",
    "SECRET_KEY": "short",
    "DATABASE_URL": "postgresql://travault@localhost/travault",
}
PRODUCTION = {
    "SECRET_KEY": "k" * 32,
    "DATABASE_URL": "postgres://u:p%40ss@db.example/travault?sslmode=require",
    "REDIS_URL": "rediss://:secret@ec2-1-2-3-4.compute-1.amazonaws.com:6379",
    "PUBLIC_URL": "https://app.travault.example",
    "MAIL_SERVER": "smtp.example",
    "MAIL_FROM": "Travault <no-reply@travault.example>",
}


def problem(environ: dict[str, str]) -> str:
    with pytest.raises(ConfigurationError) as error:
        read_settings(environ)
    return str(error.value)


def test_nothing_set_is_production_and_everything_missing_is_named_in_one_line():
    line = problem({})
    assert "\n" not in line
    assert line == f"Travault cannot start: set {', '.join(REQUIRED_IN_PRODUCTION)}."


def test_blank_is_missing():
    assert "set REDIS_URL." in problem({**PRODUCTION, "REDIS_URL": "  "})


def test_a_whole_production_environment_is_accepted():
    settings = read_settings(PRODUCTION)
    assert settings.is_production
    assert not settings.mails_to_mailbox


def test_development_needs_little():
    settings = read_settings(DEVELOPMENT)
    assert settings.mails_to_mailbox
    assert settings.flask()["SESSION_COOKIE_NAME"] == "travault"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_both_schemes_of_postgresql_are_accepted(scheme):
    settings = read_settings({**PRODUCTION, "DATABASE_URL": f"{scheme}://u:p%40ss@db/travault"})
    assert (
        settings.flask()["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg2://u:p%40ss@db/travault"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_PORT", "smtp"),
        ("MAIL_PORT", "-1"),
        ("MAIL_PORT", "1e3"),
        ("MAIL_PORT", "٣"),
        ("MAIL_PORT", "9" * 30),
        ("MAIL_USE_TLS", "perhaps"),
        ("SWEEP_SECONDS", "0"),
        ("OUTBOX_LOCK_SECONDS", "0"),
        ("DATABASE_POOL_SIZE", "0"),
        ("TRAVAULT_ENV", "staging"),
        ("LOG_LEVEL", "chatty"),
        ("DATABASE_URL", "mysql://db/travault"),
        ("REDIS_URL", "http://redis"),
        ("PUBLIC_URL", "app.travault.example"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "javascript:alert(1)"),
        ("SECRET_KEY", "k" * 31),
        ("SECRET_KEY", "k" * 32 + ",old"),
        ("SECRET_KEY", ","),
    ],
)
def test_a_wrong_setting_is_named(name, value):
    line = problem({**PRODUCTION, name: value})
    assert name in line
    assert "\n" not in line


def test_all_that_is_wrong_is_named_at_once():
    line = problem(
        {**PRODUCTION, "MAIL_PORT": "x", "MAIL_USE_TLS": "x", "PUBLIC_URL": "x", "REDIS_URL": ""}
    )
    for name in ("MAIL_PORT", "MAIL_USE_TLS", "PUBLIC_URL", "REDIS_URL"):
        assert name in line


def test_keys_are_rotated_and_blanks_believe_nobody():
    flask = read_settings({**DEVELOPMENT, "SECRET_KEY": " new , old,, "}).flask()
    assert (flask["SECRET_KEY"], flask["SECRET_KEY_FALLBACKS"]) == ("new", ["old"])


def test_cookies_are_bound_to_https_when_the_site_is():
    flask = read_settings(PRODUCTION).flask()
    assert flask["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert flask["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(("port", "tls", "ssl"), [("587", True, False), ("465", False, True)])
def test_the_mail_port_decides_how_it_is_encrypted(port, tls, ssl):
    flask = read_settings({**PRODUCTION, "MAIL_PORT": port}).flask()
    assert (flask["MAIL_USE_TLS"], flask["MAIL_USE_SSL"]) == (tls, ssl)


def test_only_hosts_with_certificates_of_their_own_go_unverified():
    assert redis_options(PRODUCTION["REDIS_URL"]) == {"ssl_cert_reqs": "none"}
    for url in ("rediss://redis.example:6379", "redis://x.compute-1.amazonaws.com", "unix:///x",
                "rediss://x.compute-1.amazonaws.com.evil.example"):  # fmt: skip
        assert redis_options(url) == {}


def test_the_limiter_trusts_the_same_host():
    options = read_settings(PRODUCTION).flask()["RATELIMIT_STORAGE_OPTIONS"]
    assert options["ssl_cert_reqs"] == "none"


@pytest.mark.parametrize(
    "command", [["worker.py"], ["-m", "flask", "--app", "wsgi", "routes"], ["-c", "import wsgi"]]
)
def test_a_production_process_without_settings_ends_with_one_line(command):
    done = subprocess.run(
        [sys.executable, *command],
        env={},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.strip() == f"Travault cannot start: set {', '.join(REQUIRED_IN_PRODUCTION)}."


def test_secrets_do_not_show():
    text = repr(read_settings(PRODUCTION))
    for secret in (PRODUCTION["SECRET_KEY"], "p%40ss", ":secret@"):
        assert secret not in text


S3 = {
    "S3_BUCKET": "my-files",
    "S3_ACCESS_KEY_ID": "AKIATEST",
    "S3_SECRET_ACCESS_KEY": "secret",
    "S3_REGION": "eu-west-2",
}


def test_files_lie_in_the_bucket_that_is_named():
    amazon, own = read_settings({**PRODUCTION, **S3}), {"S3_ENDPOINT": "http://minio:9000/"}
    assert amazon.s3_url == "https://my-files.s3.eu-west-2.amazonaws.com"
    assert read_settings({**PRODUCTION, **S3, **own}).s3_url == "http://minio:9000/my-files"
    assert "secret" not in repr(amazon).replace("s3_secret", "")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"S3_ACCESS_KEY_ID": ""}, "set S3_ACCESS_KEY_ID for files in S3"),
        ({"S3_BUCKET": ""}, "set S3_BUCKET for files in S3"),
        ({"S3_BUCKET": "My Files"}, "S3_BUCKET must be the name of a bucket"),
        ({"S3_ENDPOINT": "minio:9000"}, "S3_ENDPOINT must begin with http"),
        ({"S3_REGION": "eu west"}, "S3_REGION must be a region"),
    ],
)
def test_half_a_bucket_ends_the_start_with_one_line(changes, words):
    with pytest.raises(ConfigurationError, match=words):
        read_settings({**PRODUCTION, **S3, **changes})
