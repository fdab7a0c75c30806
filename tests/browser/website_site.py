"""The site for the journey through "Fill from website": it may read one port of this machine."""

import os
from ipaddress import ip_network

from app import create_app
from app.blueprints.crm.companies.website.reading import page_reader
from app.core.fetch import Fetcher

app = create_app()
ports = frozenset({int(os.environ["ODD_PORT"])})
fetcher = Fetcher(seconds=1, ports=ports, also=[ip_network("127.0.0.0/8")])
app.extensions["website_reader"] = page_reader(fetcher)
