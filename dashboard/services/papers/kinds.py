"""Which papers does a meeting need, and when? One line here is one paper."""

from collections.abc import Mapping

from dashboard.i18n import N_
from dashboard.rules.permissions import Permission as P
from dashboard.services.papers.shapes import PaperKind, Stage

READERS = (P.MEETING_READ,)
KEEPERS = (P.MEETING_PREPARE, P.VOTE_RUN)

PAPERS: Mapping[str, PaperKind] = {
    "meeting_notice": PaperKind(
        N_("Notice of the meeting"),
        N_("Sent to the units: when and where, what about, what to bring, whom to ask."),
        Stage.BEFORE,
        READERS,
    ),
    "agenda": PaperKind(
        N_("Agenda as a paper"),
        N_("The items in their order, with times, presenters and who has the power to decide."),
        Stage.BEFORE,
        READERS,
    ),
    "pack": PaperKind(
        N_("Meeting papers"),
        N_("For each member to read beforehand: reasons, options, costs, earlier opinions and motion, item by item."),
        Stage.BEFORE,
        READERS,
    ),
    "sign_in_sheet": PaperKind(
        N_("Sign-in sheet"),
        N_("Laid out at the door: everybody who is expected, with room for the signature."),
        Stage.AT,
        KEEPERS,
    ),
    "ballots": PaperKind(
        N_("Ballot papers"),
        N_("One ballot for each item, several on a sheet to cut, and how many to print."),
        Stage.AT,
        KEEPERS,
    ),
    "tally_sheet": PaperKind(
        N_("Tally sheet"),
        N_("For the tellers: ballots due, issued, returned, valid, invalid, and the votes."),
        Stage.AT,
        KEEPERS,
    ),
    "result_report": PaperKind(
        N_("Report on the result of a vote"),
        N_("Every closed vote: the rule, who was there, the counts and the result."),
        Stage.AFTER,
        READERS,
    ),
}
