"""Do the digests, the numbers and the figures of minutes still agree with what is stored?"""

from sqlmodel import Session, col, select

from dashboard.documents.minutes import bound, counted
from dashboard.formats import local_date
from dashboard.i18n import gettext as _
from dashboard.rules.lifecycle.minutes import LOCKED
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.minutes.checking import contradictions, facts_of, findings
from dashboard.services.minutes.finding import drafted
from dashboard.services.minutes.register import numbers
from dashboard.services.minutes.texts import in_force, numbered, plain_digest, text_digest
from models.minutes import Minutes, MinutesSheet, MinutesVersion, PublicMinutes


def verify(ctx: Context, meeting_number: str) -> list[str]:
    """Derive everything that can be derived about a meeting's minutes anew; return what does not agree, in words.

    Raises:
        NotFound: nothing is drafted, or nothing that the actor may read yet.
    """
    with ctx.reading(P.MINUTES_READ) as session:
        _held, row = drafted(session, ctx.actor, meeting_number)
        wrong = _figures(session, row)
        if row.status in LOCKED:
            wrong += _sheets(session, row) + _public(session, row) + _numbers(session, row)
        return wrong


def _figures(session: Session, row: Minutes) -> list[str]:
    differing = contradictions(findings(in_force(session, row).text, facts_of(session, row)))
    return [
        _("Line %(line)d says “%(written)s”; stored is “%(now)s”.")
        % {"line": one.line_no, "written": one.written, "now": one.now or "—"}
        for one in differing
    ]


def _sheets(session: Session, row: Minutes) -> list[str]:
    sheets = session.exec(
        select(MinutesSheet).where(MinutesSheet.minutes_id == row.id).order_by(col(MinutesSheet.correction_no))
    ).all()
    saved = select(MinutesVersion.version, MinutesVersion.text).where(MinutesVersion.minutes_id == row.id)
    texts = dict(session.exec(saved).all())
    if [one.correction_no for one in sheets] != list(range(len(sheets))) or not sheets:
        return [_("An approval sheet is missing.")]
    wrong = [
        _("The text of sheet %(n)d is not the one that was approved.") % {"n": one.correction_no}
        for one in sheets
        if one.version not in texts or text_digest(texts[one.version]) != one.sha256
    ]
    if sheets[0].sha256 != row.sha256:
        wrong.append(_("The digest noted at the approval is not that of the approval sheet."))
    return wrong


def _public(session: Session, row: Minutes) -> list[str]:
    released = session.exec(
        select(PublicMinutes).where(PublicMinutes.minutes_id == row.id).order_by(col(PublicMinutes.version))
    ).all()
    wrong = [
        _("Public version %(n)d is not the one that was released.") % {"n": one.version}
        for one in released
        if plain_digest(one.text) != one.sha256
    ]
    for one in released:
        whole = bound.printed(numbered(session, row, session.get_one(MinutesSheet, one.sheet_id).version).text)
        wrong += [
            _("Public version %(n)d says “%(written)s”; the issued text does not.")
            % {"n": one.version, "written": said}
            for said in counted.strangers(one.text, whole)
        ]
    if [one.version for one in released] != list(range(1, len(released) + 1)):
        wrong.append(_("A public version is missing."))
    return wrong


def _numbers(session: Session, row: Minutes) -> list[str]:
    if row.approved_at is None:
        return [_("The moment of the approval is missing.")]
    found = numbers(session, local_date(row.approved_at).year)
    gaps = "、".join(str(gap) for gap in found.gaps)
    return [_("Numbers of %(year)d are missing: %(gaps)s.") % {"year": found.year, "gaps": gaps}] if gaps else []
