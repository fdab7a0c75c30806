"""bin/bench [--json] [--tickets N] [--companies N] [--quick] [--only NAME] [--search]: see
docs/benchmark.md."""

import argparse
import json
import os
import sys
from contextlib import ExitStack
from dataclasses import asdict

from bench import data, imports, memory, report, search, servers
from bench.cases import cases
from bench.compare import compare


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    if options.search:
        search.run(as_json=options.json)
        return 0
    with ExitStack() as stack:
        stack.enter_context(servers.databases())
        app = servers.application()
        agency_id = servers.filled(app, options.tickets, options.companies)
        os.environ["BENCH_AGENCY"] = str(agency_id)
        site = stack.enter_context(servers.site())
        wanted = [c for c in cases(app, agency_id) if options.only in ("", c.name)]
        results = [compare(app, agency_id, site, case, quick=options.quick) for case in wanted]
        everything = not options.only
        used = memory.measure(app, agency_id, site) if everything else {}
        brought = options.only in ("", "import")
        imported = asdict(imports.measure(app, site, quick=options.quick)) if brought else {}
    if options.json:
        found = {r.name: asdict(r) for r in results}
        print(json.dumps(found | {"memory": used, "import": imported}, indent=1))
    else:
        report.table(results, used, imported, options.tickets)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="name → figures")
    parser.add_argument("--tickets", type=int, default=data.TICKETS, help="in the measured agency")
    parser.add_argument("--companies", type=int, default=data.COMPANIES, help="likewise")
    parser.add_argument("--quick", action="store_true", help="a tenth of the requests")
    parser.add_argument("--only", default="", help="one case")
    parser.add_argument("--search", action="store_true", help="only the search, among many records")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
