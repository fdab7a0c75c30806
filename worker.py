"""The worker process (`python worker.py`): carries out messages of the outbox and sweeps for forgotten ones."""

from app import create_app
from app.core import tenancy
from app.outbox import worker

if __name__ == "__main__":
    app = create_app()
    if app.extensions["settings"].is_production:
        tenancy.check_role(app)
    worker.run(app)
