"""How does the office put a template of its own in force, and how does it go back to the one shipped?"""

from functools import partial

from dashboard.exchange.uploads import CheckedFile
from dashboard.exchange.word_files import checked_template
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.once import repeated, settled
from dashboard.services.templates import forms
from dashboard.services.templates.reading import newest
from dashboard.services.templates.sorts import known
from models.template import DocumentTemplate


def upload(ctx: Context, sort: str, name: str, content: bytes, *, key: str | None = None) -> int:
    """Put a template of the office's own in force and return its version.

    A sample paper was rendered with it before, so that no meeting finds out. The file that is in force already is
    not kept twice.

    Raises:
        NotFound: there is no such paper.
        BadInput: it is no DOCX, too large, holds what no template may hold, or a placeholder or tag in it is
            wrong (field ``file``).
    """
    with ctx.reading(P.TEMPLATE_KEEP):  # nobody else has files unpacked here
        known(sort)
    file = checked_template(name, content)
    forms.tried(file.content, sort)
    return settled(partial(_keep, ctx, sort, file, key))


def reset(ctx: Context, sort: str, *, key: str | None = None) -> int:
    """Put the shipped template in force again and return the version of this step; earlier files are kept.

    Raises:
        NotFound: there is no such paper.
    """
    return settled(partial(_reset, ctx, known(sort), key))


def _keep(ctx: Context, sort: str, file: CheckedFile, key: str | None) -> int:
    with ctx.writing(P.TEMPLATE_KEEP) as unit:
        if (done := repeated(unit, key)) is not None:
            return int(done)
        last = newest(unit.session, sort)
        if last is not None and last.sha256 == file.sha256:
            unit.repeat()
            return last.version
        version = _add(unit, sort, last, name=file.name, content=file.content, sha256=file.sha256)
        unit.audit(
            "document_template.upload", f"document_template/{sort}", version=version, name=file.name, sha256=file.sha256
        )
        unit.remember(key, version)
        return version


def _reset(ctx: Context, sort: str, key: str | None) -> int:
    with ctx.writing(P.TEMPLATE_KEEP) as unit:
        if (done := repeated(unit, key)) is not None:
            return int(done)
        last = newest(unit.session, sort)
        if last is None or not last.content:
            unit.repeat()
            return 0 if last is None else last.version
        version = _add(unit, sort, last)
        unit.audit("document_template.reset", f"document_template/{sort}", version=version)
        unit.remember(key, version)
        return version


def _add(
    unit: Unit, sort: str, last: DocumentTemplate | None, *, name: str = "", content: bytes = b"", sha256: str = ""
) -> int:
    """Add a version after the last one; of two that arrive together the database lets one in, the other comes after."""
    row = DocumentTemplate(
        paper=sort,
        version=1 if last is None else last.version + 1,
        name=name,
        content=content,
        sha256=sha256,
        uploaded_at=unit.now,
        uploaded_by=unit.actor.id,
    )
    return unit.add(row).version
