"""Migrations, static files and the demo agency, in one process since each start of the app takes a
second. Standard output is what the demo says; progress goes to standard error."""

import sys
from contextlib import redirect_stdout

from flask.cli import FlaskGroup
from sqlalchemy.exc import OperationalError


def main(arguments: list[str]) -> None:
    from wsgi import app

    flask = FlaskGroup(create_app=lambda: app)

    def run(message: str, *command: str) -> None:
        print(message, file=sys.stderr, flush=True)
        flask.main(command, prog_name="flask", standalone_mode=False)

    with redirect_stdout(sys.stderr):
        run("Migrating the database", "db", "upgrade")
        run("Building static files", "static", "build")
    if "--empty" not in arguments and "demo" in app.cli.commands:
        run("Loading the demo agency, if there is no agency yet", "demo", "load", "--if-empty")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except OperationalError as error:
        sys.exit(f"PostgreSQL: {error.orig}")
