"""Which template of a paper is in force, which were before it, and what does a paper made with it look like?"""

import hashlib

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from dashboard.documents.paper import FORMATS
from dashboard.errors import BadInput, NotFound
from dashboard.exchange.word_files import DOCX
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.templates import forms
from dashboard.services.templates.layout import finished, line_pitch
from dashboard.services.templates.shapes import Export, TemplateRead, TemplateVersion
from dashboard.services.templates.sorts import SORTS, known
from models.account import Account
from models.template import DocumentTemplate


def in_force(session: Session, sort: str) -> bytes | None:
    """Return the office's own template of a paper, ``None`` where the shipped one counts."""
    row = newest(session, sort)
    return row.content if row is not None and row.content else None


def version_in_force(session: Session, sort: str) -> int:
    """Return the version of the office's own template, 0 where the shipped one counts: what an issued paper keeps."""
    row = newest(session, sort)
    return row.version if row is not None and row.content else 0


def of_version(session: Session, sort: str, version: int) -> bytes | None:
    """Return the template that an issued paper was made from, ``None`` for version 0: the one shipped."""
    row = _row(session, sort, version)
    return row.content if row is not None and row.content else None


def newest(session: Session, sort: str) -> DocumentTemplate | None:
    """Return the newest row of a template, ``None`` where nobody changed it yet."""
    query = select(DocumentTemplate).where(DocumentTemplate.paper == sort)
    return session.exec(query.order_by(col(DocumentTemplate.version).desc()).limit(1)).first()


def templates(ctx: Context) -> list[TemplateRead]:
    """Return the template of every sort of paper, in the order a meeting needs them."""
    with ctx.reading(P.TEMPLATE_KEEP) as session:
        versions = _versions(session)
    return [
        TemplateRead(name, sort.label, _digest(name, versions.get(name, [])), tuple(versions.get(name, [])))
        for name, sort in SORTS.items()
    ]


def download(ctx: Context, sort: str, version: int | None = None) -> Export:
    """Return a template as a Word file: the one in force, the one shipped (version 0), or one from before.

    Raises:
        NotFound: there is no such paper, or no file of this version.
    """
    with ctx.reading(P.TEMPLATE_KEEP) as session:
        row = newest(session, known(sort)) if version is None else _row(session, sort, version)
        if row is None or (version is None and not row.content):
            return Export(f"{sort}.docx", DOCX, forms.shipped(sort))
        if not row.content:
            raise NotFound("With this step the office went back to the template as shipped.")
        return Export(f"{sort}-{row.version}.docx", DOCX, row.content)


def preview(ctx: Context, sort: str, fmt: str) -> Export:
    """Return an invented paper of a sort as a file, made with the template, fonts and line pitch in force.

    Raises:
        NotFound: there is no such paper.
        BadInput: papers are not handed out in this format.
    """
    if fmt not in FORMATS:
        raise BadInput("format", "Papers cannot be handed out as “%(format)s”.", format=fmt)
    with ctx.reading(P.TEMPLATE_KEEP) as session:
        file = forms.sample(known(sort), fmt, in_force(session, sort), line_pitch(session))
        content = finished(session, fmt, file.content)
    return Export(f"{sort}-sample.{file.extension}", file.media_type, content)


def _row(session: Session, sort: str, version: int) -> DocumentTemplate | None:
    """Return a version, ``None`` for version 0: the one shipped."""
    if version == 0:
        return None
    query = select(DocumentTemplate).where(DocumentTemplate.paper == sort, DocumentTemplate.version == version)
    row = session.exec(query).first()
    if row is None:
        raise NotFound("There is no such version of the template.")
    return row


def _versions(session: Session) -> dict[str, list[TemplateVersion]]:
    """Return every version by the paper it is of, newest first, without the files."""
    query = (
        select(DocumentTemplate, Account.display_name)
        .join(Account, col(Account.id) == col(DocumentTemplate.uploaded_by), isouter=True)
        .options(defer(DocumentTemplate.content))  # type: ignore[arg-type]  # SQLModel types the column as its value
        .order_by(col(DocumentTemplate.version).desc())
    )
    found: dict[str, list[TemplateVersion]] = {}
    for row, name in session.exec(query):
        one = TemplateVersion(row.version, row.name, row.sha256 != "", row.sha256, row.uploaded_at, name or "")
        found.setdefault(row.paper, []).append(one)
    return found


def _digest(sort: str, versions: list[TemplateVersion]) -> str:
    if versions and versions[0].own:
        return versions[0].sha256
    return hashlib.sha256(forms.shipped(sort)).hexdigest()
