"""How do minutes become JSON?"""

from dashboard.documents.minutes import minutes_file as m
from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts
from dashboard.documents.minutes.paper import MinutesPaper, refuse_unprintable, refuse_unprintable_text
from dashboard.documents.minutes.phrases import absent
from dashboard.documents.minutes.published import given
from dashboard.documents.minutes.voting import vote_line
from dashboard.i18n import speaking
from models.enums import BallotForm, Outcome


def to_json(paper: MinutesPaper) -> bytes:
    """Return the minutes as JSON in UTF-8, valid against ``minutes.schema.json``.

    Raises:
        BadInput: a text holds a character that no document can hold.
    """
    refuse_unprintable(paper)
    told = minutes_file(paper).model_dump_json(indent=2) + "\n"
    refuse_unprintable_text("text", told)
    return told.encode()


def minutes_file(paper: MinutesPaper) -> m.MinutesFile:
    """Return everything that the file holds; people and private matters as the flags of the paper say."""
    facts = given(paper)
    with speaking(paper.text_language):
        return m.MinutesFile(
            document=_document(paper),
            opening=paper.opening,
            text=tuple(m.Line(level=block.level, text=block.text) for block in paper.blocks),
            meeting=_meeting(paper, facts) if facts else None,
            items=tuple(_item(item) for item in facts.items) if facts else (),
        )


def _document(paper: MinutesPaper) -> m.Document:
    return m.Document(
        head=paper.head_title,
        number=paper.number,
        correction_no=paper.correction_no,
        correction_reason=paper.correction_reason,
        issuer=paper.issuer,
        title=paper.title,
        issued_on=paper.issued_on,
        issued_day=paper.issued_day,
        copy_to=paper.copy_to,
        language="en" if paper.text_language == "en" else "zh_CN",
        draft=paper.draft,
        public=paper.public,
        left_out=paper.left_out,
        demonstration=paper.demo,
        sha256=paper.sha256,
    )


def _meeting(paper: MinutesPaper, facts: MeetingFacts) -> m.Meeting:
    whole = paper.facts or facts
    named = not (paper.without_roll or paper.without_names)
    roll = m.Roll(present=facts.present, on_leave=tuple(one.who for one in facts.on_leave), in_attendance=facts.guests)
    return m.Meeting(
        title=facts.title,
        number=facts.number,
        kind=facts.kind,
        starts_at=facts.starts_at,
        place=facts.place,
        chair=facts.chair,
        recorder=facts.recorder,
        attendance=m.Attendance(
            entitled=whole.entitled,
            present=len(whole.present),
            on_leave=len(whole.on_leave),
            absent=absent(whole),
            in_attendance=len(whole.guests),
        ),
        roll=roll if named else None,
    )


def _item(item: ItemFacts) -> m.Item:
    return m.Item(
        position=item.position,
        title=item.title,
        presenter=item.presenter,
        outcome=item.outcome,
        motions=tuple(_motion(motion) for motion in item.motions),
        tasks=tuple(m.Task(text=task.text, unit=task.unit, due_on=task.due_on) for task in item.tasks),
        absent_views=item.absent_views,
    )


def _motion(motion: MotionFacts) -> m.Motion:
    options = motion.options if motion.shown else ()
    return m.Motion(
        round_no=motion.round_no,
        text=motion.text,
        conditions=motion.conditions,
        mode=motion.mode,
        form=motion.form,
        rule=m.Rule(words=motion.rule_words, votes_needed=motion.votes_needed, recused_deducted=motion.deducts_recused),
        counts=counts_of(motion),
        counts_given=motion.shown,
        options=tuple(m.Option(text=one.text, count=one.count, carried=one.carried) for one in options),
        outcome=motion.outcome,
        resolution=motion.resolution,
        reserved=motion.objections,
        line=vote_line(motion),
    )


def counts_of(motion: MotionFacts) -> m.Counts:
    """Return the counts that the vote line gives, and no others."""
    counted = motion.shown and motion.outcome is not Outcome.VOID
    on_paper = motion.shown and motion.issued is not None and motion.returned is not None
    return m.Counts(
        entitled=motion.entitled,
        present=motion.present,
        recused=motion.recused,
        issued=motion.issued if on_paper else None,
        returned=motion.returned if on_paper else None,
        invalid=motion.invalid if on_paper and counted else None,
        votes_for=motion.votes_for if counted else None,
        against=motion.against if counted and motion.form is BallotForm.QUESTION else None,
        abstain=motion.abstain if counted else None,
    )
