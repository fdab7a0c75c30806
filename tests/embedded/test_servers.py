"""The embedded PostgreSQL and Valkey, driven as bin/ drives them."""

import os
import shutil
import signal

import psutil

ASK_BOTH = """
import os, psycopg2, redis
psycopg2.connect(os.environ["DATABASE_URL"]).cursor().execute("select 1")
assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
print("answered")
"""
ROLE = """
import os, psycopg2
cursor = psycopg2.connect(os.environ["DATABASE_URL"]).cursor()
cursor.execute("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user")
print("privileged", cursor.fetchone()[0])
"""


def test_the_last_user_stops_the_servers(checkout):
    first = checkout.popen("exec", "--", "sh", "-c", "echo up; sleep 30")
    assert first.stdout.readline() == "up\n"
    postgres = checkout.pid_of_postgres()
    assert "answered" in checkout.python(ASK_BOTH)
    assert is_alive(postgres)
    first.send_signal(signal.SIGTERM)
    first.wait(20)
    assert not is_alive(postgres)
    assert not list(checkout.path.glob("var/postgres/data/postmaster.pid"))


def test_several_starts_at_once_share_one_server(checkout):
    users = [checkout.popen("exec", "--", "python", "-c", ASK_BOTH) for _ in range(4)]
    assert ["answered" in user.communicate(timeout=60)[0] for user in users] == [True] * 4


def test_the_application_role_is_bound_by_row_level_security(checkout):
    assert "privileged False" in checkout.python(ROLE)


def test_servers_that_were_started_to_stay_are_used_again(checkout):
    checkout.run("start")
    postgres = checkout.pid_of_postgres()
    assert "answered" in checkout.python(ASK_BOTH)
    assert checkout.pid_of_postgres() == postgres
    checkout.run("stop")
    assert not is_alive(postgres)


def test_killed_servers_start_again(checkout):
    checkout.run("start")
    os.kill(checkout.pid_of_postgres(), signal.SIGKILL)
    os.kill(int((checkout.path / "var/valkey/pid").read_text()), signal.SIGKILL)
    assert "answered" in checkout.python(ASK_BOTH)


def test_a_deleted_var_is_made_anew(checkout):
    checkout.run("start")
    lost = checkout.pid_of_postgres()
    shutil.rmtree(checkout.path / "var")
    assert "answered" in checkout.python(ASK_BOTH)
    assert not is_alive(lost)


def test_given_servers_are_used_and_tests_have_their_own(checkout):
    given = {"DATABASE_URL": "postgresql://given/one", "REDIS_URL": "redis://given"}
    exports = checkout.run("env", **given)
    assert "export DATABASE_URL=postgresql://given/one" in exports
    assert "export REDIS_URL=redis://given" in exports
    assert "TEST_DATABASE_URL='postgresql://travault@/travault_test?host=" in exports
    assert not (checkout.path / "var/postgres").exists()


def is_alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
