"""How far are the minutes of each meeting, and what do they say?"""

from typing import Any

from sqlmodel import Session, col, select

from dashboard.documents.minutes import bound
from dashboard.documents.minutes.facts import digest as facts_digest
from dashboard.rules.lifecycle import move
from dashboard.rules.lifecycle.minutes import EDITABLE, LOCKED, MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import private_details
from dashboard.services.context import Actor, Context
from dashboard.services.minutes.archiving import usual_retention
from dashboard.services.minutes.checking import contradictions, facts_of, findings
from dashboard.services.minutes.deadlines import Due, Times
from dashboard.services.minutes.finding import found, keeps, sees_drafts
from dashboard.services.minutes.issuing import comments_end
from dashboard.services.minutes.shapes import MinutesLine, MinutesState, SheetRead, VersionRead
from dashboard.services.minutes.texts import in_force, sheet, text_digest
from dashboard.services.transitions import lifeline
from models.account import Account
from models.base import subject_of
from models.enums import MeetingStatus, MinutesStatus
from models.life import LifeEventRead
from models.meeting import Meeting
from models.minutes import Minutes, MinutesSheet, MinutesVersion


def meetings(ctx: Context) -> list[MinutesLine]:
    """Return the closed meetings, newest first; to those outside the meeting only ones with approved minutes."""
    query = (
        select(Meeting, Minutes)
        .outerjoin(Minutes, col(Minutes.meeting_id) == col(Meeting.id))
        .where(Meeting.status == MeetingStatus.CLOSED)
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    )
    if not sees_drafts(ctx.actor):
        query = query.where(col(Minutes.status).in_(LOCKED))
    with ctx.reading(P.MINUTES_READ) as session:
        times = Times.of(session)
        return [_line(held, row, times.due(held, row), ctx) for held, row in session.exec(query)]


def _line(held: Meeting, row: Minutes | None, due: Due, ctx: Context) -> MinutesLine:
    return MinutesLine(
        meeting_number=held.number,
        title=held.title,
        starts_at=held.starts_at,
        status=MinutesStatus(row.status) if row else None,
        number=row.number if row else "",
        due_on=due.next,
        overdue=due.missed(ctx.today()),
    )


def state(ctx: Context, meeting_number: str) -> MinutesState:
    """Return the minutes of a closed meeting as they stand now, and what the actor may do next.

    Raises:
        NotFound: there is no such meeting, it is not closed, or its minutes are not for the actor yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        held, row = found(session, ctx.actor, meeting_number)
        due = Times.of(session).due(held, row)
        if row is None:
            return _nothing_yet(held, ctx, due)
        text = in_force(session, row)
        return MinutesState(
            **_meeting(held, due, ctx),
            **_written(session, row, text, ctx.actor),
            **_stamps(session, row, ctx),
            version=text.version,
            saved_at=text.saved_at,
            file_stem=file_stem(held, text),
            sheets=_sheets(session, row),
            life=_life(session, row, ctx.actor),
            steps=_steps(ctx.actor, row),
            may_write=row.status in EDITABLE and ctx.actor.may(P.MINUTES_DRAFT),
        )


def _life(session: Session, row: Minutes, actor: Actor) -> tuple[LifeEventRead, ...]:
    """Return what became of the minutes; to those outside the meeting from the approval on.

    Why a draft was sent back is no matter of theirs.
    """
    events = tuple(lifeline(session, subject_of(row)))
    if sees_drafts(actor):
        return events
    approved = next((at for at, one in enumerate(events) if one.action == MinutesAction.APPROVE), len(events))
    return events[approved:]


def _meeting(held: Meeting, due: Due, ctx: Context) -> dict[str, Any]:
    return {
        "meeting_id": held.id,
        "meeting_number": held.number,
        "title": held.title,
        "starts_at": held.starts_at,
        "draft_due": due.draft,
        "issue_due": due.issue,
        "overdue": due.missed(ctx.today()),
    }


def _written(session: Session, row: Minutes, text: MinutesVersion, actor: Actor) -> dict[str, Any]:
    """Return the text, and whether it stands on its facts and, once approved, is the one that was approved."""
    locked, newest = row.status in LOCKED, sheet(session, row)
    facts = None if locked else facts_of(session, row)
    differing = findings(text.text, facts) if facts else ()
    old = facts is not None and facts_digest(facts) != text.facts_sha256
    printed = bound.printed(text.text)
    return {
        "text": text.text,
        "printed": printed,
        "sha256": newest.sha256 if locked and newest else "",
        "stale": old or bool(contradictions(differing)),
        "findings": differing if keeps(actor) else (),
        "intact": not locked or (newest is not None and text_digest(text.text) == newest.sha256),
        "private": tuple(one.fragment for one in private_details(printed)),
    }


def _stamps(session: Session, row: Minutes, ctx: Context) -> dict[str, Any]:
    return {
        "minutes_id": row.id,
        "status": MinutesStatus(row.status),
        "number": row.number,
        "approved_at": row.approved_at,
        "issued_at": row.issued_at,
        "archived_at": row.archived_at,
        "retention": row.retention,
        "usual_retention": usual_retention(session),
        "comments_until": row.comments_until,
        "usual_comments_until": comments_end(session, ctx.today()),
    }


def versions(ctx: Context, meeting_number: str) -> list[VersionRead]:
    """Return every saved text of the minutes of a meeting, newest first; empty where nothing is drafted.

    Those outside the meeting get the text in force and no other.

    Raises:
        NotFound: there is no such meeting, it is not closed, or its minutes are not for the actor yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        _held, row = found(session, ctx.actor, meeting_number)
        if row is None:
            return []
        saved = (
            select(MinutesVersion, Account)
            .outerjoin(Account, col(MinutesVersion.saved_by) == col(Account.id))
            .where(MinutesVersion.minutes_id == row.id)
            .order_by(col(MinutesVersion.version).desc())
        )
        if not sees_drafts(ctx.actor):
            saved = saved.where(MinutesVersion.version == in_force(session, row).version)
        return [
            VersionRead(
                text.version,
                bound.printed(text.text),
                text.saved_at,
                author.display_name if author else "",
                text.note,
            )
            for text, author in session.exec(saved)
        ]


def file_stem(held: Meeting, text: MinutesVersion) -> str:
    """Return the name of the files made of a text, without their endings."""
    return f"{held.number}-v{text.version}-{text_digest(text.text)[:12]}"


def _sheets(session: Session, row: Minutes) -> tuple[SheetRead, ...]:
    query = (
        select(MinutesSheet, Account)
        .outerjoin(Account, col(MinutesSheet.approved_by) == col(Account.id))
        .where(MinutesSheet.minutes_id == row.id)
        .order_by(col(MinutesSheet.correction_no))
    )
    return tuple(
        SheetRead(
            one.correction_no,
            one.version,
            one.reason,
            one.sha256,
            one.approved_at,
            who.display_name if who else "",
        )
        for one, who in session.exec(query)
    )


def _nothing_yet(held: Meeting, ctx: Context, due: Due) -> MinutesState:
    steps = (MinutesAction.DRAFT,) if ctx.actor.may(P.MINUTES_DRAFT) else ()
    return MinutesState(**_meeting(held, due, ctx), minutes_id=None, steps=steps)


def _steps(actor: Actor, row: Minutes) -> tuple[MinutesAction, ...]:
    moves = ((action, move(row.kind, row.status, action)) for action in MinutesAction)
    return tuple(action for action, step in moves if step and actor.may(step.needs))
