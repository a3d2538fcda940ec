"""Which files belong to a thing, who may fetch them, and how are they added?"""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from dashboard.errors import BadInput, NotAllowed, NotFound, RuleBroken
from dashboard.exchange.uploads import CheckedFile, checked_paper, checked_photo
from dashboard.rules.permissions import Permission
from dashboard.services import drafts
from dashboard.services.context import Actor, Context, Unit
from dashboard.services.need_rights import acts_for_proposer, may_see
from models.attachment import Attachment, AttachmentRead
from models.base import subject_of
from models.enums import MeetingStatus, NeedStatus
from models.meeting import AgendaItem, Meeting
from models.need import Need, StoredDraft

MOST_PHOTOS = 3
MOST_PAPERS = 10
EVIDENCE = ("project_before", "project_after", "milestone")
"""Owners whose photos everybody may see: a project before and after its works, and a step of its plan."""


def attach_photo(ctx: Context, form: str, name: str, data: bytes) -> AttachmentRead:
    """Add a photo to this person's draft of a form; it is re-encoded, so that it tells no place and no time.

    Raises:
        BadInput: it is no photo, too large, or one too many (field ``file``).
    """
    checked = checked_photo(name, data)
    with ctx.writing(Permission.NEED_SUBMIT) as unit:
        draft = drafts.begun(unit, form)
        if (same := _there(unit, subject_of(draft), checked)) is not None:
            return same
        there = _count(unit.session, subject_of(draft))
        if form.startswith("need/"):
            there += _count(unit.session, form)
        if there >= MOST_PHOTOS:
            raise BadInput("file", "There are %(most)s photos already. Please remove one first.", most=MOST_PHOTOS)
        return _add(unit, subject_of(draft), checked)


def attach_paper(ctx: Context, item_id: int, name: str, data: bytes) -> AttachmentRead:
    """Add a paper to an agenda item, for those who read the meeting.

    Raises:
        BadInput: it is not what its name says, of no accepted kind, too large, or one too many (field ``file``).
        RuleBroken: the meeting is over.
    """
    checked = checked_paper(name, data)
    with ctx.writing(Permission.MEETING_PREPARE) as unit:
        item = unit.get(AgendaItem, item_id)
        _refuse_over(unit, item)
        if (same := _there(unit, subject_of(item), checked)) is not None:
            return same
        if _count(unit.session, subject_of(item)) >= MOST_PAPERS:
            raise BadInput("file", "There are %(most)s papers already. Please remove one first.", most=MOST_PAPERS)
        return _add(unit, subject_of(item), checked)


def remove(ctx: Context, attachment_id: int) -> None:
    """Take a file off; it is kept, unseen.

    The proposer may do so with a draft and a returned item, the secretariat with every item and agenda item.

    Raises:
        NotFound: there is none, or the actor may not take it off.
        RuleBroken: the meeting is over.
    """
    with ctx.writing(Permission.OWN_ACCOUNT) as unit:
        row = unit.session.get(Attachment, attachment_id, with_for_update=True)
        if row is None or not _may_change(unit, row):
            raise NotFound("There is no such file.")
        if row.removed_at is not None:
            unit.repeat()
            return
        row.removed_at = unit.now
        unit.session.add(row)
        unit.audit("attachment.remove", row.owner, attachment=row.id)


def files(ctx: Context, owner: str) -> list[AttachmentRead]:
    """Return the files of a thing such as ``agenda_item/7``, oldest first; none where the actor may not see them."""
    with ctx.reading(Permission.PUBLIC_READ) as session:
        return listed(session, owner) if _may_read(session, ctx.actor, owner) else []


def draft_files(ctx: Context, form: str) -> list[AttachmentRead]:
    """Return the files of this person's draft of a form."""
    with ctx.reading(Permission.OWN_ACCOUNT) as session:
        draft = drafts.find(session, ctx.actor, form)
        return [] if draft is None else listed(session, subject_of(draft))


def content(ctx: Context, attachment_id: int) -> tuple[str, str, bytes]:
    """Return name, media type and content of a file.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    with ctx.reading(Permission.PUBLIC_READ) as session:
        row = session.get(Attachment, attachment_id)
        if row is None or row.removed_at is not None or not _may_read(session, ctx.actor, row.owner):
            raise NotFound("There is no such file.")
        return row.name, row.media_type, row.content


def listed(session: Session, owner: str) -> list[AttachmentRead]:
    """Return the files of a thing, oldest first, without asking who reads."""
    rows = session.exec(_of(owner).order_by(col(Attachment.id)))
    return [AttachmentRead.model_validate(row, from_attributes=True) for row in rows]


def listed_each(session: Session, owners: Sequence[str]) -> dict[str, list[AttachmentRead]]:
    """Return the files of many things, oldest first, without asking who reads; things without any are left out."""
    found: dict[str, list[AttachmentRead]] = {}
    for row in session.exec(_of(*owners).order_by(col(Attachment.id))):
        found.setdefault(row.owner, []).append(AttachmentRead.model_validate(row, from_attributes=True))
    return found


def _of(*owners: str) -> SelectOfScalar[Attachment]:
    """Return the query for the files of things, without their bytes, which only ``content`` needs."""
    return (
        select(Attachment)
        .where(col(Attachment.owner).in_(owners), col(Attachment.removed_at).is_(None))
        .options(defer(Attachment.content))  # type: ignore[arg-type]  # SQLModel types the column as its value
    )


def move(unit: Unit, source: str, target: str) -> None:
    """Hand the photos of one thing to another, inside the caller's transaction.

    Raises:
        BadInput: together they are more photos than there may be (field ``file``).
    """
    if _count(unit.session, source) + _count(unit.session, target) > MOST_PHOTOS:
        raise BadInput("file", "There are %(most)s photos already. Please remove one first.", most=MOST_PHOTOS)
    moved = update(Attachment).where(col(Attachment.owner) == source, col(Attachment.removed_at).is_(None))
    unit.session.execute(moved.values(owner=target))


def attach(unit: Unit, owner: str, checked: CheckedFile) -> AttachmentRead:
    """Add a photo to a thing inside the caller's transaction, which has asked whether the actor may.

    Raises:
        BadInput: there are as many as there may be (field ``file``).
    """
    if (same := _there(unit, owner, checked)) is not None:
        return same
    if _count(unit.session, owner) >= MOST_PHOTOS:
        raise BadInput("file", "There are %(most)s photos already. Please remove one first.", most=MOST_PHOTOS)
    return _add(unit, owner, checked)


def _there(unit: Unit, owner: str, checked: CheckedFile) -> AttachmentRead | None:
    """Return the file where it is attached already: Streamlit hands it in again when a page is drawn anew."""
    row = unit.session.exec(_of(owner).where(col(Attachment.sha256) == checked.sha256)).first()
    if row is None:
        return None
    unit.repeat()
    return AttachmentRead.model_validate(row, from_attributes=True)


def _add(unit: Unit, owner: str, checked: CheckedFile) -> AttachmentRead:
    if unit.actor.id is None:
        raise NotAllowed("Please sign in first.")
    row = unit.add(
        Attachment(
            owner=owner,
            name=checked.name,
            media_type=checked.media_type,
            size=len(checked.content),
            sha256=checked.sha256,
            content=checked.content,
            uploaded_by=unit.actor.id,
            uploaded_at=unit.now,
        )
    )
    unit.audit("attachment.add", owner, attachment=row.id, size=row.size, sha256=row.sha256)
    return AttachmentRead.model_validate(row, from_attributes=True)


def _count(session: Session, owner: str) -> int:
    query = select(func.count()).where(Attachment.owner == owner, col(Attachment.removed_at).is_(None))
    return session.exec(query).one()


def _may_read(session: Session, actor: Actor, owner: str) -> bool:
    kind, _slash, key = owner.partition("/")
    if not key.isdigit():
        return False
    if kind in EVIDENCE:
        return True
    if kind == "need":
        need = session.get(Need, int(key))
        return need is not None and may_see(actor, need)
    if kind == "draft":
        draft = session.get(StoredDraft, int(key))
        return draft is not None and actor.id is not None and draft.user_id == actor.id
    return kind == "agenda_item" and actor.may(Permission.MEETING_READ)


def _may_change(unit: Unit, row: Attachment) -> bool:
    kind, _slash, key = row.owner.partition("/")
    if kind == "agenda_item":
        may = unit.actor.may(Permission.MEETING_PREPARE)
        if may:
            _refuse_over(unit, unit.get(AgendaItem, int(key)))
        return may
    if kind == "need":
        need = unit.get(Need, int(key))
        own = acts_for_proposer(unit.actor, need) and need.status == NeedStatus.RETURNED
        return own or unit.actor.may(Permission.NEED_SCREEN)
    return kind == "draft" and _may_read(unit.session, unit.actor, row.owner)


def _refuse_over(unit: Unit, item: AgendaItem) -> None:
    meeting = unit.get(Meeting, item.meeting_id)
    if meeting.status in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED):
        raise RuleBroken("The meeting is over: its papers stay as they are.")
