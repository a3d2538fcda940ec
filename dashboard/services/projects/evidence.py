"""What do photos show of a project: the place before and after the works, and the steps reached?"""

from dataclasses import replace
from enum import StrEnum

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.exchange.uploads import CheckedFile, checked_photo
from dashboard.services import attachments
from dashboard.services.context import Context, Unit
from dashboard.services.projects.rights import tended, tending
from dashboard.services.typed_text import one_line, public_text
from models.attachment import Attachment, AttachmentRead
from models.base import subject_of
from models.enums import ProjectStatus
from models.project import Milestone, Project


class Shows(StrEnum):
    """What a photo of a project shows; the value is the kind of its owner."""

    BEFORE = "project_before"
    AFTER = "project_after"


def add_photo(ctx: Context, project_id: int, shows: Shows, words: str, name: str, data: bytes) -> AttachmentRead:
    """Add a photo of the place before or after the works; it is drawn afresh, so that it tells no place and no time.

    Args:
        words: what can be seen, for those who cannot see it; the photo is called so.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        BadInput: it is no photo, too large, or one too many (field ``file``); or it is not said what it shows.
    """
    checked = _described(words, name, data)
    with ctx.writing(tending(ctx)) as unit:
        project = tended(unit, project_id)
        return _attached(unit, project, f"{shows}/{project.id}", checked)


def add_step_photo(ctx: Context, milestone_id: int, words: str, name: str, data: bytes) -> AttachmentRead:
    """Add a photo of a milestone of the plan; everything else is as with :func:`add_photo`."""
    checked = _described(words, name, data)
    with ctx.writing(tending(ctx)) as unit:
        found = unit.session.get(Milestone, milestone_id)
        if found is None or found.removed_at is not None:
            raise NotFound("This record does not exist.", table="Milestone", id=milestone_id)
        return _attached(unit, tended(unit, found.project_id), subject_of(found), checked)


def remove_photo(ctx: Context, attachment_id: int) -> None:
    """Take a photo of a project off; it is kept, unseen.

    Raises:
        NotAllowed: the actor is neither of the secretariat nor of the lead organisation.
        NotFound: there is no such photo.
    """
    with ctx.writing(tending(ctx)) as unit:
        row = unit.session.get(Attachment, attachment_id, with_for_update=True)
        kind, _slash, key = row.owner.partition("/") if row else ("", "", "")
        if row is None or kind not in attachments.EVIDENCE:
            raise NotFound("There is no such file.")
        tended(unit, unit.get(Milestone, int(key)).project_id if kind == Milestone.kind else int(key))
        if row.removed_at is not None:
            unit.repeat()
            return
        row.removed_at = unit.now
        unit.session.add(row)
        unit.audit("attachment.remove", row.owner, attachment=row.id)


def _described(words: str, name: str, data: bytes) -> CheckedFile:
    said = public_text("shows", one_line("shows", words, most=80), least=4, most=80)
    if not data:
        raise BadInput("file", "Please choose a photo.")
    return replace(checked_photo(name, data), name=said)


def _attached(unit: Unit, project: Project, owner: str, checked: CheckedFile) -> AttachmentRead:
    if project.status == ProjectStatus.TAKEN_BACK:
        raise RuleBroken("This project was entered by an import that was undone.")
    return attachments.attach(unit, owner, checked)
