"""Which kinds of table can be imported? A new kind is one module and one entry of ``CASES``."""

from dashboard.errors import NotFound
from dashboard.services.exchange.cases import members, needs, projects, resources
from dashboard.services.exchange.shapes import Case

CASES: dict[str, Case] = {case.kind.name: case for case in (needs.CASE, resources.CASE, members.CASE, projects.CASE)}


def case_of(name: str) -> Case:
    """Return what an import of this kind needs.

    Raises:
        NotFound: there is no such kind.
    """
    if name not in CASES:
        raise NotFound("There is no such kind of list.", name=name)
    return CASES[name]
