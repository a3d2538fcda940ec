"""How far are the minutes of each meeting, what do they say, and as which file do they leave the office?"""

from sqlmodel import Session, col, select

from dashboard.documents.minutes import render
from dashboard.documents.minutes.facts import digest as facts_digest
from dashboard.errors import NotFound
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import private_details
from dashboard.services import demonstration
from dashboard.services.context import Actor, Context
from dashboard.services.minutes.gathering import gather
from dashboard.services.minutes.papers import frozen, paper, surroundings
from dashboard.services.minutes.shapes import Export, MinutesLine, MinutesState, VersionRead
from dashboard.services.minutes.writing import meeting_id, text_digest, version
from dashboard.services.transitions import lifeline
from models.account import Account
from models.base import subject_of
from models.enums import MeetingStatus, MinutesStatus
from models.meeting import Meeting
from models.minutes import Minutes, MinutesVersion


def meetings(ctx: Context) -> list[MinutesLine]:
    """Return the closed meetings, newest first; to those outside the meeting only ones with approved minutes."""
    query = (
        select(Meeting, Minutes)
        .outerjoin(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
        .where(Meeting.status == MeetingStatus.CLOSED)
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    )
    if not _sees_drafts(ctx.actor):
        query = query.where(Minutes.status == MinutesStatus.APPROVED)
    with ctx.reading(P.MINUTES_READ) as session:
        return [
            MinutesLine(
                meeting_number=held.number,
                title=held.title,
                starts_at=held.starts_at,
                status=MinutesStatus(row.status) if row else None,
                number=row.number if row else "",
            )
            for held, row in session.exec(query)
        ]


def state(ctx: Context, meeting_number: str) -> MinutesState:
    """Return the minutes of a closed meeting as they stand now, and what the actor may do next.

    Raises:
        NotFound: there is no such meeting, it is not closed, or its minutes are not for the actor yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        held, row = _found(session, ctx.actor, meeting_number)
        if row is None:
            return _nothing_yet(held, ctx.actor)
        last = version(session, row)
        approved = row.status == MinutesStatus.APPROVED
        return MinutesState(
            meeting_id=held.id,
            meeting_number=held.number,
            title=held.title,
            starts_at=held.starts_at,
            minutes_id=row.id,
            status=MinutesStatus(row.status),
            number=row.number,
            version=row.version,
            text=last.text,
            saved_at=last.saved_at,
            sha256=row.sha256,
            approved_at=row.approved_at,
            stale=not approved and facts_digest(gather(session, held)) != last.facts_sha256,
            intact=not approved or text_digest(last.text) == row.sha256,
            file_stem=_file_stem(held, row, last.text),
            private=tuple(found.fragment for found in private_details(last.text)),
            life=lifeline(session, subject_of(row)),
            steps=_steps(ctx.actor, row),
            may_write=row.status == MinutesStatus.DRAFT and ctx.actor.may(P.MINUTES_DRAFT),
        )


def versions(ctx: Context, meeting_number: str) -> list[VersionRead]:
    """Return every saved text of the minutes of a meeting, newest first; empty where nothing is drafted.

    Raises:
        NotFound: there is no such meeting, it is not closed, or its minutes are not for the actor yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        _held, row = _found(session, ctx.actor, meeting_number)
        if row is None:
            return []
        saved = (
            select(MinutesVersion, Account)
            .outerjoin(Account, col(MinutesVersion.saved_by) == col(Account.id))
            .where(MinutesVersion.minutes_id == row.id)
            .order_by(col(MinutesVersion.version).desc())
        )
        if not _sees_drafts(ctx.actor):
            saved = saved.limit(1)
        return [
            VersionRead(text.version, text.text, text.saved_at, author.display_name if author else "", text.note)
            for text, author in session.exec(saved)
        ]


def export(ctx: Context, meeting_number: str, fmt: str) -> Export:
    """Return the minutes of a meeting as a file; every page of an unapproved text says that it is a draft.

    Approved minutes keep the roll they were approved with, whatever the roster says by now.

    Args:
        fmt: a name in ``documents.minutes.FORMATS``, such as ``docx``.

    Raises:
        NotFound: nothing is drafted, or nothing that the actor may read yet.
        BadInput: there is no such format, or the text holds a character that no document can show.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        held, row = _found(session, ctx.actor, meeting_number)
        if row is None:
            raise NotFound("The minutes of this meeting are not drafted yet.")
        text = version(session, row).text
        digest = text_digest(text)
        around = frozen(session, row) or surroundings(gather(session, held), row)
        stem = _file_stem(held, row, text)
        draft = row.status != MinutesStatus.APPROVED
    demo = demonstration.is_demonstration(ctx.engine)
    file = render(paper(around, text, digest, draft=draft, demo=demo), fmt)
    return Export(f"{stem}.{file.extension}", file.media_type, file.content)


def _file_stem(held: Meeting, row: Minutes, text: str) -> str:
    return f"{held.number}-v{row.version}-{text_digest(text)[:12]}"


def _found(session: Session, actor: Actor, meeting_number: str) -> tuple[Meeting, Minutes | None]:
    held = session.get_one(Meeting, meeting_id(session, meeting_number))
    row = session.exec(select(Minutes).where(Minutes.meeting_id == held.id)).first()
    if held.status != MeetingStatus.CLOSED:
        raise NotFound("This meeting is not closed yet, so there are no minutes of it.")
    if not _sees_drafts(actor) and (row is None or row.status != MinutesStatus.APPROVED):
        raise NotFound("The minutes of this meeting are not approved yet.")
    return held, row


def _sees_drafts(actor: Actor) -> bool:
    """Those at the meeting follow its minutes from the first draft; others read them once approved."""
    return actor.may(P.MEETING_READ)


def _nothing_yet(held: Meeting, actor: Actor) -> MinutesState:
    return MinutesState(
        meeting_id=held.id,
        meeting_number=held.number,
        title=held.title,
        starts_at=held.starts_at,
        minutes_id=None,
        status=None,
        number="",
        version=0,
        text="",
        saved_at=None,
        sha256="",
        approved_at=None,
        stale=False,
        intact=True,
        file_stem="",
        private=(),
        life=[],
        steps=(MinutesAction.DRAFT,) if actor.may(P.MINUTES_DRAFT) else (),
        may_write=False,
    )


def _steps(actor: Actor, row: Minutes) -> tuple[MinutesAction, ...]:
    moves = ((action, move(row.kind, row.status, action)) for action in MinutesAction)
    return tuple(action for action, step in moves if step and actor.may(step.needs))
