"""How is the record of a meeting set as a paper, internal, with lines for two signatures?"""

from collections.abc import Iterable, Sequence

from dashboard.documents.paper.model import Block, Heading, Labelled, Layout, Paper, Paragraph, Signatures
from dashboard.documents.record.facts import EntryFacts, ItemRecord, RecordFacts, SignatureFacts, TaskLine, VoteFacts
from dashboard.documents.record.words import absence, entry_head, task_line, vote_line
from dashboard.formats import clock, day_with_weekday, local_date, moment
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.labels import label


def as_paper(facts: RecordFacts, *, language: str, digest: str = "", demo: bool = False) -> Paper:
    """Return the record as a paper in the language spoken now; every page says that it is internal.

    Args:
        language: code of the language spoken now.
        digest: digest of the record as signed; empty while it is not signed.
        demo: whether the figures are a demonstration.
    """
    return Paper(
        sort="record",
        layout=Layout.FORM,
        title=_("Record of the meeting"),
        subtitle=facts.title,
        blocks=(*_facts(facts), *(block for item in facts.items for block in _item(item)), *_general(facts)),
        marks=_marks(facts, demo),
        digest=_("SHA-256 %(digest)s") % {"digest": digest} if digest else "",
        language=language,
    )


def _marks(facts: RecordFacts, demo: bool) -> str:
    marks = [_("Internal: not to be published or passed on")]
    if facts.chair_signed is None:
        marks.append(_("not signed by the chair yet"))
    if demo:
        marks.append(_("demonstration data"))
    return " · ".join(marks)


def _facts(facts: RecordFacts) -> list[Block]:
    told = {
        _("Meeting number"): facts.number,
        _("Kind of meeting"): facts.kind,
        _("Time"): _time(facts),
        _("Place"): facts.place,
        _("Chaired by"): facts.chair,
        _("Recorder"): facts.recorder,
        _("Should attend"): str(facts.entitled),
        _("Present (%(n)d)") % {"n": len(facts.present)}: _listed(facts.present),
        _("Absent (%(n)d)") % {"n": len(facts.absent)}: _listed(_absent(facts)),
        _("In attendance"): _listed(facts.guests),
        _("Observers"): ngettext("%(n)d person", "%(n)d persons", facts.observers) % {"n": facts.observers},
    }
    return [Labelled(label=name, text=text) for name, text in told.items()]


def _time(facts: RecordFacts) -> str:
    began = facts.opened_at or facts.starts_at
    words = {"day": day_with_weekday(local_date(began)), "from": clock(began)}
    if facts.closed_at is None:
        return _("%(day)s, from %(from)s") % words
    return _("%(day)s, %(from)s to %(to)s") % {**words, "to": clock(facts.closed_at)}


def _listed(names: Iterable[str]) -> str:
    return _("; ").join(names) or _("nobody")


def _absent(facts: RecordFacts) -> list[str]:
    return [absence(one) for one in facts.absent]


def _item(item: ItemRecord) -> list[Block]:
    blocks: list[Block] = [Heading(text=f"{item.position}. {item.title}")]
    if item.presenter:
        blocks.append(Labelled(label=_("Presented by"), text=item.presenter))
    blocks += [
        Labelled(
            label=_("Recused from this item"),
            text=_("%(who)s, because: %(reason)s") % {"who": one.who, "reason": one.reason},
        )
        for one in item.recusals
    ]
    blocks += _part(_("Views and positions"), item.spoken)
    if item.silent:
        blocks.append(Labelled(label=_("Nothing to add"), text=_listed(item.silent)))
    for vote in item.votes:
        blocks += _vote(vote)
    blocks += _part(_("Opinions held over"), item.held_over)
    blocks += _part(_("Written opinions of absent members (recorded, not counted)"), item.absent_views)
    blocks += _part(_("Notes of the recorder"), item.notes)
    blocks += _tasks(item.tasks)
    blocks += _struck(item.struck)
    blocks.append(Labelled(label=_("What became of it"), text=label(item.outcome)))
    return blocks


def _part(heading: str, entries: Sequence[EntryFacts]) -> list[Block]:
    if not entries:
        return []
    blocks: list[Block] = [Heading(level=2, text=heading)]
    for entry in entries:
        blocks.append(Paragraph(text=_numbered(entry), align="left", bold=True))
        blocks += _typed(entry.view or _("Not written down."))
    return blocks


def _numbered(entry: EntryFacts) -> str:
    """Return who an entry is of behind its number, which corrections refer to."""
    head = entry_head(entry)
    return _("No. %(no)d · %(head)s") % {"no": entry.entry_no, "head": head} if entry.entry_no else head


def _typed(text: str) -> list[Block]:
    """Return what somebody typed, a paragraph for each line."""
    return [Paragraph(text=line, align="left") for line in text.split("\n") if line.strip()]


def _vote(vote: VoteFacts) -> list[Block]:
    heading = _("Vote, round %(n)d") % {"n": vote.round_no}
    blocks: list[Block] = [
        Heading(level=2, text=heading),
        *(Paragraph(text=line, align="left") for line in vote.text.split("\n") if line.strip()),
    ]
    if vote.conditions:
        blocks.append(Labelled(label=_("Conditions"), text=_one_line(vote.conditions)))
    blocks.append(Labelled(label=_("Way to vote"), text=label(vote.mode)))
    if vote.rule_words:
        blocks.append(Labelled(label=_("Decision rule"), text=vote.rule_words))
    blocks.append(Labelled(label=_("Result"), text=vote_line(vote)))
    blocks += [Labelled(label=one.text, text=_option(one.count, one.carried)) for one in vote.options]
    for one in vote.dissent:
        blocks.append(Labelled(label=_("Differing view, %(who)s") % {"who": one.who}, text=_one_line(one.text)))
        if one.would_change:
            blocks.append(Labelled(label=_("What would change this view"), text=_one_line(one.would_change)))
    return blocks


def _option(count: int, carried: bool) -> str:
    words = _("%(n)d, carried") if carried else _("%(n)d, not carried")
    return words % {"n": count}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tasks(tasks: Iterable[TaskLine]) -> list[Block]:
    return [Labelled(label=_("Task"), text=task_line(task)) for task in tasks]


def _struck(entries: Iterable[EntryFacts]) -> list[Block]:
    words = _("Entry %(no)d was struck: %(reason)s")
    return [Paragraph(text=words % {"no": one.entry_no, "reason": one.reason}, align="left") for one in entries]


def _general(facts: RecordFacts) -> list[Block]:
    blocks = [*_part(_("On the meeting as a whole"), facts.notes), *_tasks(facts.tasks), *_struck(facts.struck)]
    for name, signed in ((_("Recorder"), facts.recorder_signed), (_("Chaired by"), facts.chair_signed)):
        if signed is not None:
            blocks.append(Labelled(label=_("Signed in the system, %(role)s") % {"role": name}, text=_signed(signed)))
    blocks.append(Signatures(labels=(_("Chaired by"), _("Recorder"))))
    return blocks


def _signed(signed: SignatureFacts) -> str:
    return f"{signed.who} {moment(signed.at)}"
