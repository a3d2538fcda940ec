"""The figures of a meeting's papers equal what is stored, and each paper is made for those who may have it."""

import csv
import hashlib
import zipfile
from io import BytesIO, StringIO

import pytest
from sqlmodel import Session, select

from dashboard.documents.paper import FORMATS
from dashboard.errors import BadInput, NotAllowed, NotFound
from dashboard.services import attachments, meetings, papers, votes
from dashboard.services.meetings import recusals
from dashboard.services.papers import making, meeting, pack, voting
from dashboard.services.papers.kinds import PAPERS
from dashboard.services.papers.meeting import Called
from models.account import Account
from models.audit import AuditEntry
from models.enums import BallotForm, Choice, GuestKind, LegalConclusion, LegalGate, OfferKind, Presence, VoteMode
from models.meeting import Attendance, Meeting
from models.motion import Ballot, Motion
from models.need import LegalOpinion, Need, NeedPart
from models.record import RecordReading
from tests.factories import NOON
from tests.services import secret_votes
from tests.services.table import Table as Committee
from tests.services.table import lay

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
NUMBER = "2026-WY-01"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def read(table: Committee, number: str = NUMBER) -> tuple[Session, Called]:
    session = Session(table.engine)
    row = session.exec(select(Meeting).where(Meeting.number == number)).one()
    return session, meeting.called(session, row, demo=False)


def closed_vote(table: Committee, mode: VoteMode = VoteMode.RECORDED, **put: object) -> tuple[int, int, int]:
    """Return meeting, item and motion of a vote that is closed: 7 for, 2 against, 1 abstains."""
    held, item, motion = table.voting(table.need("N-1"), mode=mode, **put)
    if mode is VoteMode.RECORDED:
        table.cast(motion, *[FOR] * 7, AGAINST, AGAINST, ABSTAIN)
        votes.close(table.office, motion)
    elif mode is VoteMode.PAPER:
        votes.end_voting(table.office, motion)
        figures = votes.Figures(10, 10, 1, 6, 2, 1)
        votes.enter_count(table.as_(4), motion, figures)
        votes.enter_count(table.office, motion, figures)
    return held, item, motion


def test_a_notice_goes_to_the_units_of_the_seats_and_names_the_topics(table: Committee):
    held, _items = table.noticed(table.need("N-1"))
    meetings.add_guest(table.office, held, "Sub-district", "Head of section")
    facts = meeting.notice(read(table)[1])
    assert (facts.addressed, facts.seats) == (tuple(f"Unit {n}" for n in range(1, 12)), 11)
    assert (facts.guests, facts.topics, facts.given_on.isoformat()) == (
        ("Sub-district",),
        (f"Item about need {1}",),
        "2026-12-01",
    )


def test_before_the_notice_the_seats_in_term_stand_in_and_the_paper_is_a_draft(table: Committee):
    table.draft(table.need("N-1"))
    called = read(table)[1]
    assert (meeting.notice(called).seats, called.head.draft, meeting.notice(called).given_on) == (11, True, None)


def test_an_agenda_has_the_running_clock_of_the_meeting_and_no_withdrawn_item(table: Committee):
    _held, items = table.noticed(table.need("N-1"), table.need("N-2"), table.need("N-3"))
    meetings.withdraw_item(table.office, items[1], "It is not ready.")
    page = meetings.meeting(table.office, NUMBER)
    facts = meeting.agenda(read(table)[1])
    wanted = [page.items[0], page.items[2]]
    assert [(line.position, line.starts_at, line.minutes, line.need_number) for line in facts.lines] == [
        (one.position, one.starts_at, one.minutes_planned, one.need_number) for one in wanted
    ]
    assert facts.chair == "Unit 1"


def test_a_sign_in_sheet_lists_seats_and_guests_by_unit_and_leave_without_its_reason(table: Committee):
    held, _items = table.noticed(table.need("N-1"))
    meetings.add_guest(table.office, held, "Sub-district", "Head", GuestKind.IN_ATTENDANCE)
    away = table.attendance(NUMBER, 3)
    meetings.set_presence(table.office, away.id, Presence.ON_LEAVE, "In hospital")
    facts = meeting.sign_in_sheet(read(table)[1])
    assert [(row.unit, row.seat) for row in facts.rows] == [(f"Unit {n}", n) for n in range(1, 12)] + [
        ("Sub-district", None)
    ]
    assert (facts.rows[2].note, facts.attended) == ("On leave", None)
    assert "hospital" not in repr(facts)
    assert "Person" not in repr(facts)


def test_a_sign_in_sheet_of_a_closed_meeting_counts_what_is_stored(table: Committee):
    held, _item, _motion = closed_vote(table)
    meetings.close(table.office, held)
    facts = meeting.sign_in_sheet(read(table)[1])
    with Session(table.engine) as session:
        stored = session.exec(select(Attendance.presence).where(Attendance.meeting_id == held)).all()
    assert (facts.entitled, facts.attended.present, facts.attended.on_leave) == (len(stored), 10, 0)
    assert sum(state in (Presence.PRESENT, Presence.LEFT) for state in stored) == 10


def test_as_many_ballots_are_printed_as_seats_may_vote(table: Committee):
    _held, items = table.noticed(table.need("N-1"))
    recusals.declare(table.office, items[0], 3, "Its own unit builds it")
    session, called = read(table)
    (asked,) = voting.ballots(session, called).ballots
    assert (asked.copies, asked.signed, asked.suggested) == (10, True, True)
    assert asked.text == "Whether to agree to “Repair of shed N-1”"
    assert not voting.ballots(session, called, secret=True).ballots[0].signed


def test_ballots_carry_the_motion_as_it_was_put(table: Committee):
    _held, _item, motion = table.voting(
        table.need("N-1"), form=BallotForm.CHOICES, options=["Roof", "Lamps", "Both"], most_choices=2,
        conditions="Within the budget",
    )  # fmt: skip
    session, called = read(table)
    (asked,) = voting.ballots(session, called).ballots
    row = table.row(Motion, motion)
    assert (asked.text, asked.options, asked.most_choices, asked.conditions, asked.copies) == (
        row.text, tuple(row.options), 2, "Within the budget", row.entitled - row.recused,
    )  # fmt: skip


@pytest.mark.parametrize("mode", [VoteMode.RECORDED, VoteMode.PAPER])
def test_a_tally_sheet_has_the_frozen_counts(table: Committee, mode: VoteMode):
    _held, _item, motion = closed_vote(table, mode)
    session, called = read(table)
    (vote,) = voting.tally(session, called).votes
    row = table.row(Motion, motion)
    assert (vote.due, vote.counts.issued, vote.counts.returned) == (row.present, row.issued, row.returned)
    assert (vote.counts.votes_for, vote.counts.against, vote.counts.abstain, vote.counts.invalid) == (
        row.votes_for, row.votes_against, row.votes_abstain, row.invalid,
    )  # fmt: skip


def test_an_open_vote_gives_no_count_away(table: Committee):
    _held, _item, motion = table.voting(table.need("N-1"))
    table.cast(motion, FOR, AGAINST)
    session, called = read(table)
    (vote,) = voting.tally(session, called).votes
    assert (vote.counts, vote.due) == (None, 10)


def test_a_secret_vote_leaves_nothing_that_links_and_hides_few_ballots(table: Committee):
    vote = secret_votes.under_way(table)
    vote.cast(FOR, AGAINST)
    vote.end().take_off_outer().count()
    session, called = read(table)
    (sheet,) = voting.tally(session, called).votes
    (ballot,) = voting.ballots(session, called, item=sheet.position).ballots
    assert (sheet.counts, sheet.hidden, ballot.signed) == (None, True, False)
    report = making._made(table.office, making.PAPERS["pack"].needs[0], NUMBER, "result_report", item=None, secret=None)
    assert "How each unit voted" not in report.model_dump_json()


def test_a_pack_holds_what_is_on_file_of_an_item(table: Committee):
    need = table.need("N-1")
    with Session(table.engine.execution_options(writes=True)) as session:
        row = session.get_one(Need, need)
        row.legal_gate, row.budget_fen, row.beneficiaries = LegalGate.FIRE, 1_250_000, 120
        session.add(NeedPart(need_id=need, position=1, offer=OfferKind.FUNDS, text="Wiring", amount=500_000))
        session.add(
            LegalOpinion(need_id=need, at=NOON, conclusion=LegalConclusion.CONDITIONS, text="Ask the fire brigade.")
        )
        session.commit()
    table.noticed(need)
    session, called = read(table)
    (item,) = pack.pack(session, called).items
    assert (item.need_number, item.estimate_fen, item.beneficiaries, item.reasons) == (
        "N-1", 1_250_000, 120, "The roof leaks and the wiring is old.",
    )  # fmt: skip
    assert [(line.text, line.source, line.amount_fen) for line in item.costs] == [
        ("Wiring", "Asked for: Funds", 500_000)
    ]
    assert item.legal.splitlines()[1:] == ["Possible under conditions", "Ask the fire brigade."]
    assert (item.power, item.suggested) == ("Riverside Joint Party Committee", True)


def test_an_earlier_vote_stands_among_what_was_heard(table: Committee):
    need = table.need("N-1")
    held, _item, motion = table.voting(need)
    table.cast(motion, *[AGAINST] * 10)
    votes.close(table.office, motion)
    meetings.close(table.office, held)
    table.draft(need)
    session, called = read(table, "2026-WY-02")
    (told,) = pack.pack(session, called).items
    assert [text.split(": ")[-1] for text in told.consultation] == ["not adopted"]
    session, called = read(table)
    (told,) = pack.pack(session, called).items
    assert told.consultation == ()  # at the first meeting nothing was voted on yet


@pytest.mark.parametrize("fmt", list(FORMATS))
def test_every_paper_comes_in_every_format(table: Committee, fmt: str):
    closed_vote(table)
    for sort in PAPERS:
        for language in ("zh_CN", "en"):
            made = papers.paper(table.office, NUMBER, sort, fmt, language)
            assert (made.name, bool(made.content)) == (f"{NUMBER}-{sort}.{FORMATS[fmt].extension}", True)


def test_fifty_four_attend_forty_items_and_an_empty_meeting(engine, clock):
    table = lay(engine, clock, 54, "conference")
    from models.enums import MeetingKind

    table.noticed(*(table.need(f"N-{n}") for n in range(1, 41)), kind=MeetingKind.CONFERENCE)
    session, called = read(table, "2026-LX-01")
    assert (len(meeting.sign_in_sheet(called).rows), len(meeting.agenda(called).lines)) == (54, 40)
    assert [one.copies for one in voting.ballots(session, called).ballots] == [54] * 40
    assert len(pack.pack(session, called).items) == 40
    papers.paper(table.office, "2026-LX-01", "pack", "docx")
    meetings.create(
        table.office,
        meetings_draft("Nothing planned yet"),
    )
    for sort in ("meeting_notice", "agenda", "pack", "sign_in_sheet", "ballots", "tally_sheet"):
        assert papers.paper(table.office, NUMBER, sort, "md").content


def meetings_draft(title: str):
    from models.enums import MeetingKind
    from models.meeting import MeetingDraft
    from tests.services.table import at

    return MeetingDraft(body_code="members", type=MeetingKind.MEMBERS, title=title, starts_at=at(9), place="Hall")


RIGHTS = {
    "visitor": set(),
    "resident": set(),
    "2": {"meeting_notice", "agenda", "pack", "result_report"},
    "reviewer": {"meeting_notice", "agenda", "pack", "result_report"},
    "1": set(PAPERS),
    "secretariat": set(PAPERS),
}


@pytest.mark.parametrize("who", RIGHTS)
def test_each_paper_is_for_those_who_may_have_it(table: Committee, who: str):
    closed_vote(table)
    ctx, made = table.as_(who), set()
    for sort in PAPERS:
        try:
            papers.paper(ctx, NUMBER, sort, "md")
        except NotAllowed:
            continue
        made.add(sort)
    assert made == RIGHTS[who]
    if made:
        assert {line.sort for line in papers.papers(ctx, NUMBER).lines} == made
    else:
        with table.refused(NotAllowed):
            papers.papers(ctx, NUMBER)
        with table.refused(NotAllowed):
            papers.bundle(ctx, NUMBER)


def test_what_there_is_not_is_refused_with_a_sentence(table: Committee):
    table.noticed(table.need("N-1"))
    with table.refused(NotFound, "no meeting"):
        papers.paper(table.office, "2026-WY-99", "agenda", "md")
    with table.refused(NotFound, "no such paper"):
        papers.paper(table.office, NUMBER, "song", "md")
    with table.refused(NotFound, "no such item"):
        papers.paper(table.office, NUMBER, "ballots", "md", item=7)
    with table.refused(NotFound, "nothing to report"):
        papers.paper(table.office, NUMBER, "result_report", "md")
    with table.refused(BadInput, field="format"):
        papers.paper(table.office, NUMBER, "agenda", "xls")
    with table.refused(BadInput, field="language"):
        papers.paper(table.office, NUMBER, "agenda", "md", "fr")


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist() if not entry.filename.isascii())
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_list_of_files_is_true_and_the_zip_is_the_same_twice(table: Committee):
    _held, items = table.noticed(table.need("N-1"))
    attachments.attach_paper(table.office, items[0], "Plan.pdf", PDF)
    made = papers.bundle(table.office, NUMBER, "en")
    assert made.content == papers.bundle(table.office, NUMBER, "en").content
    files = opened(made.content)
    listed = list(csv.reader(StringIO(files.pop("List of files.csv").decode("utf-8-sig"))))
    assert listed[1:] == [
        [name, str(len(content)), hashlib.sha256(content).hexdigest()] for name, content in sorted(files.items())
    ]
    assert files["Attachments/01 Plan.pdf"] == PDF
    assert {name[:2] for name in files if name[:2].isdigit()} == {f"{n:02d}" for n in range(1, 7)}


def test_a_chinese_zip_has_chinese_names_and_the_notes_say_what_is_missing(table: Committee):
    table.noticed(table.need("N-1"))
    told: list[tuple[int, int]] = []
    made = papers.bundle(table.office, NUMBER, told=lambda done, of: told.append((done, of)))
    files = opened(made.content)
    assert "01 会议通知.docx" in files or "01 Notice of the meeting.docx" in files  # before the words are merged
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]


def test_without_a_chinese_font_the_zip_comes_without_pdf_and_says_why(
    table: Committee, monkeypatch: pytest.MonkeyPatch
):
    import sys

    from dashboard.documents.paper import PdfState

    table.noticed(table.need("N-1"))
    monkeypatch.setattr(
        sys.modules["dashboard.services.papers.bundle"],
        "pdf_state",
        lambda: PdfState(ready=False, reason="No Chinese font here.", faces=()),
    )
    files = opened(papers.bundle(table.office, NUMBER, "en").content)
    assert not [name for name in files if name.endswith(".pdf")]
    assert "No Chinese font here." in files["Read me first.txt"].decode()


def test_the_votes_of_a_meeting_are_in_the_zip_as_counts_only(table: Committee):
    _held, _item, motion = closed_vote(table)
    files = opened(papers.bundle(table.office, NUMBER, "en").content)
    votes_file = next(content for name, content in files.items() if "Popolo" in name).decode()
    with Session(table.engine) as session:
        units = session.exec(select(Ballot.seat_id).where(Ballot.motion_id == motion)).all()
    assert len(units) == 10
    assert '"voter' not in votes_file


def test_the_record_is_in_the_zip_only_where_asked_and_that_is_written_down(table: Committee):
    held, _item, _motion = closed_vote(table)
    without = opened(papers.bundle(table.office, NUMBER, "en").content)
    assert not [name for name in without if "ecord of a meeting" in name]
    with Session(table.engine) as session:
        assert session.exec(select(RecordReading).where(RecordReading.meeting_id == held)).all() == []
    files = opened(papers.bundle(table.office, NUMBER, "en", record=True).content)
    assert [name for name in files if "Record of a meeting" in name]
    with Session(table.engine) as session:
        assert len(session.exec(select(RecordReading).where(RecordReading.meeting_id == held)).all()) == 1
    with table.refused(NotAllowed):
        papers.bundle(table.as_(2), NUMBER, "en", record=True)


def test_making_papers_writes_nothing(table: Committee):
    closed_vote(table)
    before = table.everything()
    for sort in PAPERS:
        papers.paper(table.office, NUMBER, sort, "md")
    papers.bundle(table.office, NUMBER)
    assert table.everything() == before


def test_no_paper_names_a_person(table: Committee):
    closed_vote(table)
    with Session(table.engine) as session:
        names = session.exec(select(Account.display_name)).all()
        assert session.exec(select(AuditEntry)).first() is not None
    for sort in PAPERS:
        text = papers.paper(table.office, NUMBER, sort, "md").content.decode()
        assert [name for name in names if name in text] == []


def test_an_office_template_is_used_for_word_files(table: Committee):
    from dashboard.documents.paper import default_template
    from dashboard.services import templates

    table.noticed(table.need("N-1"))
    before = papers.paper(table.office, NUMBER, "agenda", "docx").content
    assert papers.paper(table.office, NUMBER, "agenda", "docx").content == before
    assert callable(default_template)
    assert callable(templates.in_force)
