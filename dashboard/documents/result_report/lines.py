"""Which lines does a report on the result of a vote hold, in the language spoken now?"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.documents.minutes.particulars import Particular
from dashboard.documents.minutes.punctuation import between_sentences, listed
from dashboard.documents.minutes.typed import sentence
from dashboard.documents.minutes.voting import about_recused, adopted, option_line, outcome, outcome_word, way
from dashboard.documents.result_report.facts import ReportFacts, SeatFacts, VersionFacts
from dashboard.formats import moment, percent
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext, pgettext
from dashboard.rules.decisions import Condition, decide, least
from dashboard.rules.decisions.verdict_words import square_metres
from models.enums import BallotForm, Choice, Outcome


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; a section without lines is not printed."""

    heading: str
    lines: tuple[Particular, ...]


def sections(facts: ReportFacts) -> list[Section]:
    """Return the whole report, in the order of print, without what is not known or does not apply."""
    found = [
        Section(_("The matter"), tuple(_matter(facts))),
        Section(_("The rule"), tuple(_rule(facts))),
        Section(_("Who was there"), tuple(_people(facts))),
        Section(_("The ballots"), tuple(_ballots(facts))),
        Section(_("The result"), tuple(_result(facts))),
        Section(_("Who announced and counted it"), tuple(_announced(facts))),
        Section(_("Differing views"), tuple(_views(facts))),
        Section(
            pgettext("report", "Versions of the count"),
            tuple(_version(one, shown=facts.motion.shown) for one in facts.versions),
        ),
        Section(_("How each unit voted"), tuple(_seat(one) for one in facts.seats)),
    ]
    kept = [Section(one.heading, tuple(line for line in one.lines if line.text)) for one in found]
    return [section for section in kept if section.lines]


def title() -> str:
    """Return what the paper is called."""
    return _("Report on the result of a vote")


def share(part: int, entitled: int, present: int) -> str:
    """Return votes with their shares of those who should attend and of those present, each rounded down.

    A share that misses the threshold so never looks as if it reached it.
    """
    words = {
        "n": part,
        "entitled": entitled,
        "of_entitled": percent(part, entitled),
        "present": present,
        "of_present": percent(part, present),
    }
    return (
        _(
            "%(n)d votes: %(n)d/%(entitled)d (%(of_entitled)s) of those who should attend, "
            "%(n)d/%(present)d (%(of_present)s) of those present"
        )
        % words
    )


def _matter(facts: ReportFacts) -> Iterator[Particular]:
    motion = facts.motion
    yield Particular(_("Meeting"), f"{facts.meeting_title}　{facts.meeting_number}")
    yield Particular(_("Kind of meeting"), facts.kind)
    yield Particular(_("Place"), facts.place)
    yield Particular(pgettext("report", "Item"), f"{facts.item_position}. {facts.item_title}")
    yield Particular(_("Number on the claim list"), facts.need_number)
    yield Particular(_("Round"), str(motion.round_no))
    yield Particular(_("Motion"), motion.text)
    yield Particular(_("Conditions"), motion.conditions)


def _rule(facts: ReportFacts) -> Iterator[Particular]:
    yield Particular(_("Way to vote"), way(facts.motion))
    yield Particular(_("Rule"), f"{facts.rule.code}　{facts.motion.rule_words}")
    for condition in facts.rule.pass_:
        yield Particular(_("Threshold"), _threshold(facts, condition))


def _threshold(facts: ReportFacts, condition: Condition) -> str:
    """Return fraction, base and the least that reaches it; what rests on votes is not said of a hidden count."""
    of_votes = condition.base not in ("entitled", "present")
    base = facts.counts.count(condition.measure, condition.base)
    by_area = condition.measure == "weight"
    needed = least(base, condition.fraction, condition.op)
    words = {
        "share": f"{condition.numerator}/{condition.denominator}",
        "base": _base(condition),
        "number": square_metres(base) if by_area else base,
        "needed": square_metres(needed) if by_area else needed,
    }
    if (of_votes and not facts.motion.shown) or facts.motion.outcome is Outcome.VOID:
        short = _("more than %(share)s of %(base)s") if condition.op == ">" else _("at least %(share)s of %(base)s")
        return short % words
    if condition.op == ">":
        return _("more than %(share)s of %(base)s, which are %(number)s: at least %(needed)s") % words
    return _("at least %(share)s of %(base)s, which are %(number)s: at least %(needed)s") % words


def _base(condition: Condition) -> str:
    return {
        "entitled": pgettext("base of a threshold", "those who should attend"),
        "present": pgettext("base of a threshold", "those present"),
        "cast": pgettext("base of a threshold", "the ballots cast"),
        "valid": pgettext("base of a threshold", "the valid ballots"),
        "decisive": pgettext("base of a threshold", "the votes for and against"),
    }[condition.base]


def _people(facts: ReportFacts) -> Iterator[Particular]:
    motion = facts.motion
    yield Particular(_("Should attend"), str(motion.entitled))
    yield Particular(pgettext("report", "Present"), str(motion.present))
    if motion.recused:
        yield Particular(_("Recused"), str(motion.recused))
        yield Particular(_("How the recused are counted"), about_recused(motion))
    words = {"needed": facts.quorum_needed, "present": facts.counts.present}
    reached, missed = (
        _("%(needed)d needed, %(present)d present: reached"),
        _("%(needed)d needed, %(present)d present: not reached"),
    )
    yield Particular(_("Quorum"), (missed if motion.outcome is Outcome.NO_QUORUM else reached) % words)


def _ballots(facts: ReportFacts) -> Iterator[Particular]:
    motion = facts.motion
    if motion.issued is not None and motion.returned is not None:
        yield Particular(_("Ballots issued"), str(motion.issued))
        yield Particular(_("Ballots returned"), str(motion.returned))
    if not motion.shown:
        yield Particular(_("Counts"), _("So few ballots were cast that their numbers are not given."))
    elif motion.outcome is not Outcome.VOID:
        yield from _counted(facts)


def _counted(facts: ReportFacts) -> Iterator[Particular]:
    motion, entitled, present = facts.motion, facts.counts.entitled, facts.counts.present
    valid = motion.votes_for + motion.against + motion.abstain
    if motion.issued is not None:
        yield Particular(_("Valid ballots"), str(valid))
        yield Particular(_("Invalid ballots"), str(motion.invalid))
    if motion.form is BallotForm.QUESTION:
        yield Particular(_("For"), share(motion.votes_for, entitled, present))
        yield Particular(_("Against"), share(motion.against, entitled, present))
    else:
        yield Particular(_("Ballots with a choice"), share(motion.votes_for, entitled, present))
    yield Particular(_("Abstain"), share(motion.abstain, entitled, present))
    silent = max(0, motion.present - motion.recused_present - valid - motion.invalid)
    yield Particular(_("Present and did not vote"), str(silent))
    for option in motion.options:
        kept = pgettext("option", "carried") if option.carried else pgettext("option", "not carried")
        yield Particular(_("Option"), f"{option_line(motion, option)}　{kept}")


def _result(facts: ReportFacts) -> Iterator[Particular]:
    motion = facts.motion
    if motion.votes_needed is not None:
        yield Particular(_("Votes needed"), str(motion.votes_needed))
    yield Particular(_("Result"), outcome(motion))
    if motion.outcome.adopts:
        yield Particular(_("Resolution"), adopted(motion))
    if facts.other is not None and motion.shown and motion.form is BallotForm.QUESTION:
        yield Particular(_("Counted the other way"), _otherwise(facts))
    if facts.flip_margin is not None and motion.shown:
        words = ngettext(
            "%(n)d other vote would have changed the result",
            "%(n)d other votes would have changed the result",
            facts.flip_margin,
        )
        yield Particular(_("How close it was"), words % {"n": facts.flip_margin})


def _otherwise(facts: ReportFacts) -> str:
    """Return the result by the other way of treating the recused, which no source settles."""
    if facts.other is None:
        return ""
    verdict = decide(facts.rule, facts.other)
    words = {
        "number": facts.other.entitled,
        "needed": "—" if verdict.votes_needed is None else verdict.votes_needed,
        "result": outcome_word(verdict.outcome, facts.motion.conditions),
    }
    if facts.motion.deducts_recused:
        return _("With the recused, of %(number)s: %(needed)s needed, %(result)s") % words
    return _("Without the recused, of %(number)s: %(needed)s needed, %(result)s") % words


def _announced(facts: ReportFacts) -> Iterator[Particular]:
    yield Particular(_("Announced by"), facts.announcer)
    yield Particular(_("Counted by"), listed(facts.tellers))
    yield Particular(pgettext("report", "Vote opened"), moment(facts.opened_at))
    yield Particular(pgettext("report", "Vote closed"), moment(facts.closed_at))


def _views(facts: ReportFacts) -> Iterator[Particular]:
    for view in facts.views:
        change = _("What would change this view: %(change)s") % {"change": view.would_change}
        yield Particular(
            view.unit, between_sentences().join([sentence(view.text), *([change] if view.would_change else [])])
        )


def _version(one: VersionFacts, *, shown: bool) -> Particular:
    words = {
        "at": moment(one.at),
        "votes_for": one.votes_for,
        "against": one.against,
        "abstain": one.abstain,
        "result": outcome_word(one.outcome),
        "reason": one.reason or _("first count"),
    }
    label = _("Version %(version)d") % {"version": one.version}
    if not shown:
        return Particular(label, _("%(at)s: %(result)s (%(reason)s)") % words)
    told = _("%(at)s: for %(votes_for)d, against %(against)d, abstaining %(abstain)d, %(result)s (%(reason)s)")
    return Particular(label, told % words)


def _seat(one: SeatFacts) -> Particular:
    choices = {Choice.FOR: _("For"), Choice.AGAINST: _("Against"), Choice.ABSTAIN: _("Abstain")}
    if one.recused:
        text = _("recused")
    elif one.choice is None:
        text = _("did not vote") if one.present else _("not present")
    else:
        text = choices[one.choice]
    return Particular(f"{one.number}　{one.unit}", text)
