import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

EMBEDDED = Path(__file__).resolve().parent.parent.parent / "embedded"


class Checkout:
    """A checkout that has nothing but the embedded servers, apart from the one under test."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.environ = {
            name: value for name, value in os.environ.items() if not name.endswith(("_URL", "_KEY"))
        }

    def popen(self, *arguments: str, **environ: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "embedded", *arguments],
            cwd=self.path,
            env={**self.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, **environ: str) -> str:
        process = self.popen(*arguments, **environ)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        return output

    def python(self, code: str) -> str:
        return self.run("exec", "--", "python", "-c", code)

    def pid_of_postgres(self) -> int:
        return int((self.path / "var/postgres/data/postmaster.pid").read_text().split()[0])


@pytest.fixture
def checkout():
    path = Path(tempfile.mkdtemp(prefix="with space ", dir="/tmp"))
    path.chmod(0o755)
    shutil.copytree(EMBEDDED, path / "embedded")
    checkout = Checkout(path)
    yield checkout
    checkout.run("stop")
    shutil.rmtree(path)
