"""How is a mistake in issued minutes put right: proposed with a reason, approved under the next number?"""

from sqlmodel import Session, select

from dashboard.documents.minutes.facts import digest
from dashboard.errors import BadInput, RuleBroken
from dashboard.rules.lifecycle.minutes import LOCKED, CorrectionAction, MinutesAction
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.minutes.checking import facts_of, refuse_contradictions, refuse_unbinding
from dashboard.services.minutes.papers import add_sheet
from dashboard.services.minutes.texts import CORRECTED, fit, in_force, sheet, version, write
from dashboard.services.once import repeated
from dashboard.services.transitions import advance, begin
from dashboard.services.typed_text import reason_text
from models.enums import CorrectionStatus, MinutesStatus
from models.minutes import Minutes, MinutesCorrection, MinutesSheet


def propose_correction(
    ctx: Context, minutes_id: int, version_seen: int, text: str, reason: str, *, key: str | None = None
) -> int:
    """Propose another text for issued minutes and return the id of the correction; the chair decides.

    Args:
        version_seen: the version in force that the text was edited from.
        text: the whole text as it is to stand.

    Raises:
        RuleBroken: the minutes are not issued, a correction waits already, another text is in force by now, or a
            figure is not the one stored.
        BadInput: no reason was given, or the text is empty, too long or the same as before.
    """
    with ctx.writing(P.MINUTES_DRAFT) as unit:
        row = unit.get(Minutes, minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        words, why = fit(text), reason_text(reason)
        if not why:
            raise BadInput("reason", "Please give a reason: it is shown to the people concerned.")
        _refuse_unless_issued(unit, row, version_seen)
        before, facts = in_force(unit.session, row).text, facts_of(unit.session, row)
        if words == before:
            raise BadInput("text", "This is the text in force. Write what is to change.")
        refuse_contradictions(words, facts)
        refuse_unbinding(words, before, facts)
        made = unit.add(
            MinutesCorrection(
                minutes_id=row.id,
                over_version=version_seen,
                text=words,
                reason=why,
                proposed_at=unit.now,
                proposed_by=unit.actor.id,
            )
        )
        begin(unit, made, CorrectionAction.PROPOSE, over=version_seen)
        unit.remember(key, made.id)
        return made.id


def approve_correction(ctx: Context, correction_id: int, *, key: str | None = None) -> int:
    """Put the corrected text into force under the next number of corrections, without gaps, and return the number.

    What the public may read of it is then screened anew.

    Raises:
        RuleBroken: it was decided already, another text is in force by now, or a figure is not the one stored.
    """
    with ctx.writing(P.MINUTES_APPROVE) as unit:
        found = unit.get(MinutesCorrection, correction_id)
        row = unit.get(Minutes, found.minutes_id)
        if (done := repeated(unit, key)) is not None:
            return int(done)
        newest = _in_force(unit.session, row)
        if found.status == CorrectionStatus.PROPOSED and newest.version != found.over_version:
            raise RuleBroken("Another correction came into force meanwhile. Propose this one anew.")
        facts = facts_of(unit.session, row)
        refuse_contradictions(found.text, facts)
        refuse_unbinding(found.text, in_force(unit.session, row).text, facts)
        found.correction_no = newest.correction_no + 1
        found.decided_at = unit.now
        advance(unit, found, CorrectionAction.APPROVE, correction_no=found.correction_no)
        write(unit, row, found.text, digest(facts), CORRECTED)
        row.archived_at = None
        made = add_sheet(unit, row, version(unit.session, row), found.correction_no, found.reason)
        advance(
            unit, row, MinutesAction.CORRECT, reason=found.reason, correction=made.correction_no, sha256=made.sha256
        )
        unit.remember(key, made.correction_no)
        return made.correction_no


def refuse_correction(ctx: Context, correction_id: int, reason: str, *, key: str | None = None) -> CorrectionStatus:
    """Refuse a correction with a reason; the text in force stays.

    Raises:
        RuleBroken: it was decided already.
        BadInput: no reason was given.
    """
    return _decide(ctx, correction_id, CorrectionAction.REFUSE, reason, P.MINUTES_APPROVE, key)


def withdraw_correction(ctx: Context, correction_id: int, *, key: str | None = None) -> CorrectionStatus:
    """Take a proposed correction back.

    Raises:
        RuleBroken: it was decided already.
    """
    return _decide(ctx, correction_id, CorrectionAction.WITHDRAW, "", P.MINUTES_DRAFT, key)


def _decide(
    ctx: Context, correction_id: int, action: CorrectionAction, reason: str, needs: P, key: str | None
) -> CorrectionStatus:
    with ctx.writing(needs) as unit:
        found = unit.get(MinutesCorrection, correction_id)
        if repeated(unit, key) is not None:
            return CorrectionStatus(found.status)
        found.decided_at = unit.now
        advance(unit, found, action, reason=reason_text(reason))
        unit.remember(key, found.id)
        return CorrectionStatus(found.status)


def _refuse_unless_issued(unit: Unit, row: Minutes, version_seen: int) -> None:
    if row.status not in LOCKED or row.status == MinutesStatus.APPROVED:
        raise RuleBroken("Only issued minutes are corrected. What is not issued yet is revised.", status=row.status)
    waiting = select(MinutesCorrection.id).where(
        MinutesCorrection.minutes_id == row.id, MinutesCorrection.status == CorrectionStatus.PROPOSED
    )
    if unit.session.exec(waiting).first() is not None:
        raise RuleBroken("A correction of these minutes waits for the chair already.")
    if _in_force(unit.session, row).version != version_seen:
        raise RuleBroken("Another correction came into force meanwhile. Propose this one anew.")


def _in_force(session: Session, row: Minutes) -> MinutesSheet:
    newest = sheet(session, row)
    if newest is None:
        raise RuleBroken("The approval sheet of these minutes is missing. Tell the administrator.")
    return newest
