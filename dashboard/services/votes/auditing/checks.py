"""Does what is stored of a vote agree with itself? Each check gives one sentence for everything that does not."""

from collections.abc import Iterator

from dashboard.errors import BadInput
from dashboard.i18n import gettext as _
from dashboard.rules.decisions import Rule, check_paper, decide, options_carried, paper_void
from dashboard.services.votes.auditing.stored import Kept
from dashboard.services.votes.counting import Figures, counts_of, figures_of
from dashboard.services.votes.opening import digest
from models.enums import MotionStatus, Outcome, Presence, VoteMode
from models.motion import Motion, TellerCount, VoteCount

FIGURES = ("votes_for", "votes_against", "votes_abstain", "invalid", "issued", "returned")


def problems(kept: Kept) -> list[str]:
    """Return everything that does not agree, in the language spoken now; nothing where all is well.

    Figures that cannot even be counted are one of these things, and the last.
    """
    found: list[str] = []
    try:
        for problem in _each(kept):
            found.append(problem)
    except BadInput as refused:
        found.append(_("The stored figures cannot be counted: %(reason)s") % {"reason": str(refused)})
    return found


def _each(kept: Kept) -> Iterator[str]:
    yield from electorate(kept)
    yield from frozen_rule(kept)
    if kept.motion.mode == VoteMode.RECORDED:
        yield from recorded(kept)
    if kept.motion.mode == VoteMode.SECRET:
        yield from secret(kept)
    if kept.motion.status != MotionStatus.CLOSED:
        return
    if kept.motion.mode == VoteMode.PAPER:
        yield from paper(kept)
    yield from versions(kept)
    yield from announced(kept)
    yield from result(kept)


def electorate(kept: Kept) -> Iterator[str]:
    """Check the copied electorate against the digest and the numbers of the opening."""
    opening = kept.facts("motion.open")
    if len(opening) != 1:
        yield _("The audit trail holds %(n)s lines on the opening of this vote instead of one.") % {"n": len(opening)}
        return
    by_seat = sorted(kept.electors, key=lambda one: one.seat_id)
    if opening[0].get("electorate_sha256") not in (digest(kept.electors), digest(by_seat)):
        yield _("The electorate is not the one the vote was opened with.")
    here = [one for one in kept.electors if one.presence == Presence.PRESENT]
    counted = (
        len(kept.electors),
        len(here),
        sum(one.recused for one in kept.electors),
        sum(one.recused for one in here),
    )
    motion = kept.motion
    if counted != (motion.entitled, motion.present, motion.recused, motion.recused_present):
        yield _("The stored numbers of those entitled, present and recused are not those of the electorate.")


def frozen_rule(kept: Kept) -> Iterator[str]:
    """Check the frozen rule against the version of the rule book that it was copied from."""
    motion = kept.motion
    if motion.rule_version is None:
        return
    if kept.rule is None:
        yield _("The rule book has no version %(version)s of rule %(code)s.") % {
            "version": motion.rule_version,
            "code": motion.preset,
        }
    elif Rule.from_json(kept.rule.rule) != Rule.from_json(motion.rule):
        yield _("The rule frozen with the vote is not the one of the rule book.")


def recorded(kept: Kept) -> Iterator[str]:
    """Check that every recorded ballot was cast by a seat that may vote, in time, and is in the audit trail."""
    motion = kept.motion
    strangers = {ballot.seat_id for ballot in kept.ballots} - kept.voters
    if strangers:
        numbers = ", ".join(str(kept.seat_numbers.get(seat, "?")) for seat in sorted(strangers))
        yield _("These seats have ballots and were not allowed to vote: %(seats)s.") % {"seats": numbers}
    cast = [(ballot.seat_id, ballot.version) for ballot in kept.ballots]
    trail = [(facts.get("seat"), facts.get("version")) for facts in kept.facts("ballot.cast")]
    if sorted(trail, key=str) != sorted(cast, key=str):
        yield _("The stored ballots are not those whose casting is in the audit trail.")
    ends = motion.closed_at
    early = [one for one in kept.ballots if motion.opened_at is not None and one.cast_at < motion.opened_at]
    late = [one for one in kept.ballots if ends is not None and one.cast_at > ends]
    if early or late:
        yield _("Some ballots were cast before the vote was opened or after it was closed.")


def secret(kept: Kept) -> Iterator[str]:
    """Check that as many ballots and receipts lay in the box as seats took part, without asking who."""
    if not kept.participants <= kept.voters:
        yield _("A seat took part in the secret vote that was not allowed to vote.")
    if kept.motion.status != MotionStatus.CLOSED:
        waiting = kept.motion.status in (MotionStatus.OPEN, MotionStatus.COUNTING)
        if waiting and kept.sealed != len(kept.participants):
            yield _("%(part)s seats took part, but %(sealed)s envelopes lie in the box.") % {
                "part": len(kept.participants),
                "sealed": kept.sealed,
            }
        return
    numbers = {"part": len(kept.participants), "opened": len(kept.opened), "receipts": kept.receipts}
    if len(set(numbers.values())) != 1:
        yield (
            _("%(part)s seats took part, %(opened)s ballots were opened and %(receipts)s receipts are kept.") % numbers
        )
    if kept.sealed:
        yield _("Envelopes are left that were not opened: %(n)s.") % {"n": kept.sealed}
    if any(facts.get("ballots") != len(kept.opened) for facts in kept.facts("motion.open_envelopes")):
        yield _("The number of ballots is not the one noted when the envelopes were opened.")


def paper(kept: Kept) -> Iterator[str]:
    """Check that two tellers, neither of them recused, entered the first count, and that its lines add up."""
    recused = {one.user_id for one in kept.electors if one.recused}
    first = kept.counts[0] if kept.counts else None
    agreeing = [who for who, row in kept.tellers.items() if first is not None and _same(row, first)]
    if first is not None and len(agreeing) < 2:
        yield _("The count is not the one that two tellers entered.")
    if recused.intersection(kept.tellers):
        yield _("A teller counted who was recused from the item.")
    motion = kept.motion
    try:
        check_paper(
            motion.issued or 0,
            motion.returned or 0,
            motion.invalid,
            motion.votes_for or 0,
            motion.votes_against or 0,
            motion.votes_abstain or 0,
            (motion.present or 0) - motion.recused_present,
        )
    except BadInput as refused:
        yield str(refused)


def _same(row: TellerCount, count: VoteCount) -> bool:
    void = paper_void(row.issued, row.returned)
    names = ("issued", "returned") if void else (*FIGURES, "option_counts")
    return all(getattr(row, name) == getattr(count, name) for name in names)


def versions(kept: Kept) -> Iterator[str]:
    """Check that the count in force is the newest version, none is missing, and each correction was audited."""
    motion, counts = kept.motion, kept.counts
    if not counts:
        if motion.rule_version is not None:  # votes of the first release have no versions
            yield _("No version of the count is kept.")
        return
    if [one.version for one in counts] != list(range(1, motion.count_version + 1)):
        yield _("The versions of the count are not complete.")
    if len(kept.facts("motion.correct")) != len(counts) - 1:
        yield _("The corrections of the count are not those in the audit trail.")
    newest = counts[-1]
    stored = [getattr(motion, name) for name in (*FIGURES, "option_counts", "outcome")]
    if stored != [getattr(newest, name) for name in (*FIGURES, "option_counts", "outcome")]:
        yield _("The stored count is not the newest version of the count.")


def announced(kept: Kept) -> Iterator[str]:
    """Check the first count against what the audit trail says of the closing."""
    closing = kept.facts("motion.close")
    if len(closing) != 1:
        yield _("The audit trail holds %(n)s lines on the closing of this vote instead of one.") % {"n": len(closing)}
        return
    first = kept.counts[0] if kept.counts else kept.motion
    told = closing[0]
    names: tuple[str, ...] = ("votes_for", "votes_against", "votes_abstain", "outcome")
    if kept.motion.mode == VoteMode.SECRET:  # whose counts the trail leaves out, because they may have to be hidden
        names = ("outcome",)
    if any(told.get(name) != getattr(first, name) for name in names):
        yield _("The count is not the one that was announced when the vote was closed.")


def result(kept: Kept) -> Iterator[str]:
    """Count again, apply the frozen rule again, and compare."""
    motion = kept.motion
    figures = derived_figures(kept)
    stored = tuple(getattr(motion, name) for name in FIGURES)
    again = tuple(getattr(figures, name) for name in FIGURES)
    if stored != again:
        yield _different(kept, stored, again)
    options = None if figures.option_counts is None else list(figures.option_counts)
    if options != motion.option_counts:
        yield _("The ballots do not give the stored votes for each option.")
    outcome, needed = derived_outcome(motion, figures)
    if outcome is not motion.outcome:
        yield _("By the frozen rule the outcome would be another one than the stored.")
    if needed != motion.votes_needed:
        yield _("By the frozen rule another number of votes would be needed than the stored.")


def _different(kept: Kept, stored: tuple[int | None, ...], again: tuple[int | None, ...]) -> str:
    if not kept.shown:
        return _("The ballots do not give the stored count.")
    words = {"stored": " / ".join(map(str, stored[:3])), "again": " / ".join(map(str, again[:3]))}
    return (
        _("The ballots do not give the stored count (for / against / abstain): stored %(stored)s, counted %(again)s.")
        % words
    )


def derived_figures(kept: Kept) -> Figures:
    """Return the count that the ballots give, or where hands and paper were counted the newest version of it."""
    motion = kept.motion
    if motion.mode == VoteMode.RECORDED:
        return figures_of(motion, kept.last)
    if motion.mode == VoteMode.SECRET:
        return figures_of(motion, kept.opened)
    source = kept.counts[-1] if kept.counts else motion
    return Figures(
        issued=source.issued,
        returned=source.returned,
        invalid=source.invalid,
        votes_for=source.votes_for or 0,
        votes_against=source.votes_against or 0,
        votes_abstain=source.votes_abstain or 0,
        option_counts=None if source.option_counts is None else tuple(source.option_counts),
    )


def derived_outcome(motion: Motion, figures: Figures) -> tuple[Outcome, int | None]:
    """Return outcome and votes needed of these figures under the frozen rule and the frozen numbers."""
    if figures.issued is not None and figures.returned is not None and paper_void(figures.issued, figures.returned):
        return Outcome.VOID, None
    counted = Motion(**motion.model_dump())
    counted.votes_for, counted.votes_against = figures.votes_for, figures.votes_against
    counted.votes_abstain, counted.invalid = figures.votes_abstain, figures.invalid
    if figures.weights is not None:
        counted.for_weight, counted.against_weight, counted.abstain_weight = figures.weights
    rule, counts = Rule.from_json(motion.rule), counts_of(counted, deduct=motion.deducts_recused)
    verdict = decide(rule, counts)
    outcome, approvals = verdict.outcome, figures.ranked_by or figures.option_counts
    if approvals is not None and outcome in (Outcome.CARRIED, Outcome.NOT_CARRIED):
        outcome = Outcome.CARRIED if any(options_carried(rule, counts, approvals)) else Outcome.NOT_CARRIED
    if outcome is Outcome.CARRIED and motion.conditions and motion.rule_version is not None:
        outcome = Outcome.CARRIED_WITH_CONDITIONS  # votes of the first release knew no such outcome
    return outcome, verdict.votes_needed
