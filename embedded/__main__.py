"""python -m embedded start | stop | env | exec [--test] -- command … | run [--empty] [--reload]"""

import os
import shlex
import sys
from pathlib import Path

from embedded import run, services
from embedded.checkout import EmbeddedError, locked
from embedded.processes import run_one, stop_on_signals


def main(arguments: list[str]) -> int:
    match arguments:
        case ["start"]:
            services.start()
        case ["stop"]:
            services.stop()
        case ["env"]:
            _print_exports()
        case ["exec", "--test", "--", *command] if command:
            with locked("tests.lock"):  # they share one database
                return _run("test", command)
        case ["exec", "--", *command] if command:
            return _run("development", command)
        case ["run", *options]:
            return run.main(options)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def _run(name: str, command: list[str]) -> int:
    stop_on_signals()
    with services.in_use(name):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return run_one(command, {**os.environ, **services.environment(name), "PATH": path})


def _print_exports() -> None:
    """For a shell: eval "$(python -m embedded env)"."""
    exports = services.environment("development")
    test = services.environment("test")
    exports["TEST_DATABASE_URL"] = test["DATABASE_URL"]
    exports["TEST_REDIS_URL"] = test["REDIS_URL"]
    for variable, value in exports.items():
        print(f"export {variable}={shlex.quote(value)}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except EmbeddedError as error:
        sys.exit(str(error))
