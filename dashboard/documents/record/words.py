"""How is a line of the record worded, on the page and on paper?"""

from dashboard.documents.record.facts import AbsentFacts, EntryFacts, TaskLine, VoteFacts
from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.labels import label
from models.enums import BallotForm, Outcome, RecordKind


def entry_head(entry: EntryFacts) -> str:
    """Return who an entry is of: in which round, for how long, with which position."""
    parts = [entry.who or label(entry.type)]
    if entry.closing:
        parts.append(_("the chair's closing statement"))
    elif entry.type is RecordKind.SPEECH:
        parts.append(_("round %(n)d") % {"n": entry.round_no})
    if entry.seconds is not None:
        parts.append(_("spoke for %(minutes)d min %(seconds)d s") % dict(_parts(entry.seconds)))
    if entry.type is not RecordKind.NOTE and entry.entry_no:
        parts.append(label(entry.stance))
    return " · ".join(parts)


def _parts(seconds: int) -> dict[str, int]:
    return {"minutes": seconds // 60, "seconds": seconds % 60}


def vote_line(vote: VoteFacts) -> str:
    """Return the count of a vote: 应到11人，实到9人，赞成9票，反对0票，弃权0票，通过."""
    attended = _("entitled to attend %(entitled)d, present %(present)d") % {
        "entitled": vote.entitled,
        "present": vote.present,
    }
    parts = [attended]
    if vote.recused:
        parts.append(_("recused %(n)d") % {"n": vote.recused})
    if not vote.shown:
        parts.append(_("so few ballots were cast that their numbers are not given"))
    else:
        parts += [*_papers(vote), *_counted(vote)]
    return _(", ").join([*parts, label(vote.outcome)])


def _papers(vote: VoteFacts) -> list[str]:
    if vote.issued is None or vote.returned is None:
        return []
    words = {"issued": vote.issued, "returned": vote.returned, "invalid": vote.invalid}
    if vote.outcome is Outcome.VOID:
        return [_("ballots issued %(issued)d, returned %(returned)d") % words]
    return [_("ballots issued %(issued)d, returned %(returned)d, invalid %(invalid)d") % words]


def _counted(vote: VoteFacts) -> list[str]:
    words = {"votes_for": vote.votes_for, "against": vote.against, "abstain": vote.abstain}
    if vote.outcome is Outcome.VOID:
        return []
    if vote.form is not BallotForm.QUESTION:
        return [_("ballots with a choice %(votes_for)d, abstaining %(abstain)d") % words]
    return [_("for %(votes_for)d, against %(against)d, abstaining %(abstain)d") % words]


def absence(one: AbsentFacts) -> str:
    """Return who did not come, and why."""
    why = _("on leave, no reason given") if one.on_leave else _("absent without leave")
    return _("%(who)s: %(why)s") % {"who": one.who, "why": one.reason or why}


def task_line(task: TaskLine) -> str:
    """Return who does what by when."""
    return _("%(text)s: %(unit)s, by %(day)s") % {"text": task.text, "unit": task.unit, "day": day(task.due_on)}
