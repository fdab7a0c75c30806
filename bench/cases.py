"""What is measured. `main` picks the page's main SQL among its statements; the bare view runs that
and renders `row` for every row it gives, as `name`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    url: str
    main: str
    row: str
    row_name: str
    method: str = "GET"
    htmx: bool = False
    form: tuple[tuple[str, str], ...] = ()
