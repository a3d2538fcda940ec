"""What of issued minutes may everybody read: taken up, prepared by the secretariat, released by the chair?"""

from sqlmodel import Session, col, func, select

from dashboard.documents.minutes import bound, counted
from dashboard.errors import BadInput, RuleBroken
from dashboard.i18n import N_
from dashboard.rules.lifecycle.minutes import MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.rules.texts import clean, private_details
from dashboard.services.context import Context
from dashboard.services.minutes.texts import fit, numbered, plain_digest, refuse_unless, sheet
from dashboard.services.once import repeated
from dashboard.services.transitions import advance
from dashboard.services.typed_text import reason_text
from models.base import subject_of
from models.enums import MinutesStatus
from models.minutes import Minutes, MinutesSheet, PublicMinutes

NOT_SCREENED = N_("No public version is being screened. Reload the page to see how far these minutes are.")


def screen(ctx: Context, minutes_id: int, reason: str = "", *, key: str | None = None) -> MinutesStatus:
    """Take the issued minutes up for a public version.

    Raises:
        RuleBroken: they are not issued, or taken up already.
        BadInput: they were withheld before and no reason was given.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        advance(unit, row, MinutesAction.SCREEN, reason=reason_text(reason))
        row.public_text, row.public_left_out, row.public_version = "", "", 0
        unit.add(row)
        unit.remember(key, row.id)
        return MinutesStatus(row.status)


def prepare_public(
    ctx: Context, minutes_id: int, version_seen: int, text: str, left_out: str = "", *, key: str | None = None
) -> int:
    """Save what the secretariat proposes to publish and return how often it was saved.

    Args:
        version_seen: the proposal the text was edited from, 0 for the first.
        left_out: what was taken out and why, in words for everybody.

    Raises:
        RuleBroken: no public version is being screened, or somebody saved a newer proposal meanwhile.
        BadInput: the text is empty or too long, or the note is.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        refuse_unless(row, MinutesStatus.SCREENING, NOT_SCREENED)
        _refuse_newer(row, version_seen)
        words, note = fit(bound.printed(clean(text))), clean(left_out)
        if len(note) > 1000:
            raise BadInput("left_out", "Please shorten this to at most %(n)s characters.", n=1000)
        if row.public_version and (words, note) == (row.public_text, row.public_left_out):
            unit.repeat()
            return row.public_version
        row.public_text, row.public_left_out = words, note
        row.public_version += 1
        unit.add(row)
        unit.audit("minutes.prepare_public", subject_of(row), version=row.public_version)
        unit.remember(key, row.public_version)
        return row.public_version


def publish(ctx: Context, minutes_id: int, version_seen: int, *, key: str | None = None) -> int:
    """Release the proposed public version and return its number.

    Raises:
        RuleBroken: no public version is being screened, none is prepared, or another one than was seen.
        BadInput: the text or the note holds personal details, which are named; or the text gives a number of votes
            or people that the issued text does not give.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        refuse_unless(row, MinutesStatus.SCREENING, NOT_SCREENED)
        if row.public_version == 0:
            raise RuleBroken("The secretariat has not prepared the public version yet.")
        _refuse_newer(row, version_seen)
        _refuse_private(row)
        _refuse_strange_figures(unit.session, row)
        made = unit.add(
            PublicMinutes(
                minutes_id=row.id,
                version=_released(unit.session, row) + 1,
                sheet_id=_sheet(unit.session, row).id,
                text=row.public_text,
                left_out=row.public_left_out,
                sha256=plain_digest(row.public_text),
                decided_at=unit.now,
                decided_by=unit.actor.id,
            )
        )
        advance(unit, row, MinutesAction.PUBLISH, version=made.version, sha256=made.sha256)
        unit.remember(key, made.version)
        return made.version


def withhold(ctx: Context, minutes_id: int, reason: str, *, key: str | None = None) -> MinutesStatus:
    """Decide that these minutes are not published, for a reason.

    Raises:
        RuleBroken: no public version is being screened.
        BadInput: no reason was given.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        row = unit.get(Minutes, minutes_id)
        if repeated(unit, key) is not None:
            return MinutesStatus(row.status)
        advance(unit, row, MinutesAction.WITHHOLD, reason=reason_text(reason))
        unit.remember(key, row.id)
        return MinutesStatus(row.status)


def _refuse_newer(row: Minutes, version_seen: int) -> None:
    if row.public_version != version_seen:
        raise RuleBroken("Somebody saved another public version meanwhile. What you typed is kept: reload and compare.")


def _refuse_private(row: Minutes) -> None:
    for field, words in (("text", row.public_text), ("left_out", row.public_left_out)):
        found = dict.fromkeys(one.fragment for one in private_details(words))
        if found:
            raise BadInput(
                field,
                "Everybody can read this, and these words look like personal details: %(words)s. Take them out first.",
                words="、".join(found),
            )


def _refuse_strange_figures(session: Session, row: Minutes) -> None:
    whole = bound.printed(numbered(session, row, _sheet(session, row).version).text)
    if found := counted.strangers(row.public_text, whole):
        raise BadInput(
            "text",
            "The issued minutes do not give this figure: “%(written)s”. "
            "A public version leaves figures out, it changes none.",
            written=found[0],
        )


def _released(session: Session, row: Minutes) -> int:
    """Return the number of the newest public version, 0 where there is none."""
    newest = select(func.max(PublicMinutes.version)).where(col(PublicMinutes.minutes_id) == row.id)
    return session.exec(newest).one() or 0


def _sheet(session: Session, row: Minutes) -> MinutesSheet:
    newest = sheet(session, row)
    if newest is None:
        raise RuleBroken("The approval sheet of these minutes is missing. Tell the administrator.")
    return newest
