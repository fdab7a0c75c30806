"""Alembic's environment: the app's own connection, one transaction per migration, no long waits
for locks while the former release serves, and one migrating process at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import text

ONE_AT_A_TIME = 7274


def run() -> None:
    db = current_app.extensions["migrate"].db
    with db.engine.connect() as connection:
        connection.execute(text(f"select pg_advisory_lock({ONE_AT_A_TIME})"))
        connection.execute(text("set lock_timeout = '5s'"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
