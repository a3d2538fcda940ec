"""Which papers does the office issue, each with a template of its own?"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.documents.paper.model import Layout
from dashboard.errors import NotFound
from dashboard.i18n import N_


@dataclass(frozen=True, slots=True)
class Sort:
    """A paper of the office: what it is called, translated where it is shown, and how large it is set."""

    label: str
    layout: Layout
    landscape: bool = False


SORTS: Mapping[str, Sort] = {
    "meeting_notice": Sort(N_("Notice of the meeting"), Layout.OFFICIAL),
    "agenda": Sort(N_("Agenda as a paper"), Layout.FORM),
    "pack": Sort(N_("Meeting papers"), Layout.FORM),
    "sign_in_sheet": Sort(N_("Sign-in sheet"), Layout.FORM, landscape=True),
    "ballots": Sort(N_("Ballot papers"), Layout.FORM),
    "tally_sheet": Sort(N_("Tally sheet"), Layout.FORM),
    "result_report": Sort(N_("Report on the result of a vote"), Layout.FORM),
    "record": Sort(N_("Record of a meeting"), Layout.FORM),
    "minutes": Sort(N_("Minutes"), Layout.OFFICIAL),
    "agreement": Sort(N_("Co-building agreement"), Layout.OFFICIAL),
    "public_notice": Sort(N_("Public notice"), Layout.OFFICIAL),
    "poster": Sort(N_("Lobby poster"), Layout.POSTER),
    "weekly_notice": Sort(N_("Weekly notice sheet"), Layout.FORM),
}
"""By the name that the model of a paper carries as ``sort``, in the order a meeting needs them."""


def known(sort: str) -> str:
    """Return the name of a sort of paper that there is.

    Raises:
        NotFound: there is none.
    """
    if sort not in SORTS:
        raise NotFound("There is no such paper.", sort=sort)
    return sort
