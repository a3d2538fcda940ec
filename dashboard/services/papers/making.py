"""How does a paper of a meeting become a file, for whoever may have it?"""

from collections.abc import Callable, Mapping

from sqlmodel import Session, col, select

from dashboard.documents import meeting_papers
from dashboard.documents.paper import FORMATS, Paper, pdf_state
from dashboard.documents.result_report import as_paper as report_as_paper
from dashboard.errors import NotFound
from dashboard.i18n import gettext as _
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, minutes
from dashboard.services.context import Context
from dashboard.services.meetings.common import meeting_numbered
from dashboard.services.minutes.shapes import Export
from dashboard.services.papers import meeting, pack, voting
from dashboard.services.papers.filing import filed, speaking_as_asked
from dashboard.services.papers.kinds import PAPERS
from dashboard.services.papers.meeting import Called
from dashboard.services.papers.shapes import PaperKind, PaperLine, PapersPage
from models.enums import MeetingStatus, MotionStatus
from models.meeting import Meeting
from models.minutes import Minutes
from models.motion import Motion

Maker = Callable[[Session, Called], Paper]


def papers(ctx: Context, number: str) -> PapersPage:
    """Return the papers of a meeting that the reader may have, each with why it cannot be made yet.

    Raises:
        NotFound: there is no such meeting.
    """
    with ctx.reading(P.MEETING_READ) as session:
        row = meeting_numbered(session, number)
        closed = select(Motion.id).where(Motion.meeting_id == row.id, Motion.status == MotionStatus.CLOSED)
        has_votes = session.exec(closed.limit(1)).first() is not None
        drafted = session.exec(select(Minutes.id).where(Minutes.meeting_id == row.id)).first() is not None
        mine = {sort: kind for sort, kind in PAPERS.items() if _permission(ctx, kind) is not None}
        missing = "" if has_votes else _("No vote is closed yet.")
        return PapersPage(
            number=row.number,
            title=row.title,
            lines=tuple(
                PaperLine(sort, kind, missing if sort == "result_report" else "") for sort, kind in mine.items()
            ),
            has_minutes=drafted and row.status == MeetingStatus.CLOSED and ctx.actor.may(P.MINUTES_READ),
            has_record=ctx.actor.may(P.RECORD_READ),
        )


def paper(
    ctx: Context,
    number: str,
    sort: str,
    fmt: str,
    language: str = "zh_CN",
    *,
    item: int | None = None,
    secret: bool | None = None,
) -> Export:
    """Return one paper of a meeting as a file, in the language asked for.

    Args:
        sort: a name in ``PAPERS``.
        fmt: a name in ``documents.paper.FORMATS``.
        item: place on the agenda of the only item it is about; for pack, ballots, tally and result reports.
        secret: whether ballots are without unit and signature; ``None`` as the motion says.

    Raises:
        NotFound: there is no such meeting, paper or item, or no vote to report on.
        NotAllowed: the actor may not have this paper.
        BadInput: there is no such format or language, or a text holds a character that cannot be printed.
    """
    if (kind := PAPERS.get(sort)) is None:
        raise NotFound("There is no such paper.", sort=sort)
    needs = _permission(ctx, kind) or kind.needs[0]
    part = "" if item is None else f"-{item}"
    with speaking_as_asked(language):
        made = _made(ctx, needs, number, sort, item=item, secret=secret)
        return filed(ctx, needs, made, fmt, f"{number}-{sort}{part}")


def _made(ctx: Context, needs: P, number: str, sort: str, *, item: int | None, secret: bool | None) -> Paper:
    demo = demonstration.is_demonstration(ctx.engine)
    with ctx.reading(needs) as session:
        row = meeting_numbered(session, number)
        if sort == "result_report":
            return _reports(ctx, session, row, item)
        called = meeting.called(session, row, demo=demo)
        if item is not None and all(one.position != item for one in called.items):
            raise NotFound("There is no such item on the agenda.")
        return _makers(item, secret)[sort](session, called)


def _makers(item: int | None, secret: bool | None) -> Mapping[str, Maker]:
    forms = meeting_papers
    return {
        "meeting_notice": lambda _session, called: forms.meeting_notice.as_paper(meeting.notice(called)),
        "agenda": lambda _session, called: forms.agenda.as_paper(meeting.agenda(called)),
        "pack": lambda session, called: forms.pack.as_paper(pack.pack(session, called, item=item)),
        "sign_in_sheet": lambda _session, called: forms.sign_in_sheet.as_paper(meeting.sign_in_sheet(called)),
        "ballots": lambda session, called: forms.ballots.as_paper(
            voting.ballots(session, called, item=item, secret=secret)
        ),
        "tally_sheet": lambda session, called: forms.tally_sheet.as_paper(voting.tally(session, called, item=item)),
    }


def _reports(ctx: Context, session: Session, row: Meeting, item: int | None) -> Paper:
    closed = select(Motion.id).where(Motion.meeting_id == row.id, Motion.status == MotionStatus.CLOSED)
    every = [minutes.result_report(ctx, one) for one in session.exec(closed.order_by(col(Motion.id)))]
    wanted = sorted(
        (one for one in every if item is None or one.item_position == item),
        key=lambda one: (one.item_position, one.motion.round_no),
    )
    if not wanted:
        raise NotFound("No vote of this meeting is closed yet, so there is nothing to report.")
    return report_as_paper(wanted)


def _permission(ctx: Context, kind: PaperKind) -> P | None:
    """Return the permission by which the actor may have a paper, ``None`` where there is none."""
    return next((one for one in kind.needs if ctx.actor.may(one)), None)


def unready(fmt: str) -> str:
    """Return why no file of this format can be made here, empty where one can."""
    if fmt not in FORMATS:
        return _("Please choose one of the values offered.")
    state = pdf_state() if fmt == "pdf" else None
    return "" if state is None or state.ready else state.reason
