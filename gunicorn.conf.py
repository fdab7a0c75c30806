"""Two processes of four threads that share one imported application."""

import gc
import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '0.0.0.0')}:{os.environ.get('PORT', '5000')}"  # noqa: S104
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))

reload = bool(os.environ.get("WEB_RELOAD"))
preload_app = not reload
if reload:
    sources = (path for path in Path("app").rglob("*") if "dist" not in path.parts)
    reload_extra_files = [str(path) for path in sources if path.suffix in (".html", ".css", ".js")]

max_requests = 1000
max_requests_jitter = 200
timeout = 30
graceful_timeout = 25
keepalive = 5

control_socket_disable = True  # it would be one file for all that this user runs
accesslog = None  # addresses hold ids and search words; the application logs its requests itself
if Path("/dev/shm").is_dir():  # noqa: S108 (a heartbeat file on a slow disk blocks the process)
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(server):
    """Nothing imported is ever freed: keep it out of collection, so that it stays shared memory."""
    gc.collect()
    gc.freeze()


def post_fork(server, worker):
    """A connection opened while loading belongs to the parent alone."""
    if not preload_app:
        return
    from app.extensions import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)
