"""The lives an item can have, as steps: each step is one use case, taken by whoever takes it in the office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from dashboard.formats import at_shanghai
from dashboard.services import agreements, claims, exchange, meetings, needs, notices, projects, votes
from dashboard.services.needs import closing, consulting, rounds, talks
from dashboard.services.projects import Papers
from models.agreement import Agreement, AgreementDraft, PartyDraft
from models.claim import Claim, ClaimDraft
from models.enums import (
    Awareness,
    Choice,
    DecisionPower,
    HandlingResult,
    MeetingKind,
    ObjectionCategory,
    ObjectionOutcome,
    OfferKind,
    VoteMode,
)
from models.meeting import AgendaItemDraft, MeetingDraft
from models.need import ClaimRound, Need
from models.notice import Notice, NoticeDraft, NoticeObjection, NoticeObjectionDraft
from models.project import MilestoneDraft, Project
from tests.services.proposals import draft, put
from tests.services.table import Table

WHY = "The reason, in words that everybody reads."


@dataclass
class Life:
    """One item on its way; ``go`` takes a step by its name."""

    town: Table
    need: int = 0
    meeting: int = 0
    item: int = 0
    motion: int = 0
    step: int = 0

    def go(self, *steps: str) -> None:
        for step in steps:
            self.town.clock.forward(minutes=7)
            STEPS[step](self)

    @property
    def office(self):
        return self.town.office

    @property
    def liaison(self):
        return self.town.as_("liaison")

    def last(self, table, **where):
        """Return the id of the newest row, of this item where the table knows it."""
        with Session(self.town.engine) as session:
            query = select(table.id).order_by(col(table.id).desc())
            for name, value in where.items():
                query = query.where(getattr(table, name) == value)
            return session.exec(query.limit(1)).one()

    @property
    def notice(self) -> int:
        return self.last(Notice, need_id=self.need)

    @property
    def project(self) -> int:
        return self.last(Project, need_id=self.need)

    # --- steps that take more than one call -----------------------------------------------------------

    def submit(self) -> None:
        self.need = needs.submit(self.town.as_("resident"), draft()).id

    def accept(self, power: DecisionPower = DecisionPower.COMMITTEE) -> None:
        needs.screen_accept(self.office, self.need, power, "shed", 60_000_00)

    def merge(self) -> None:
        other = put(self.town, who="neighbour")
        needs.screen_accept(self.office, other, DecisionPower.COMMITTEE, "shed")
        needs.screen_merge(self.office, self.need, self.town.row(Need, other).number, WHY)

    def open_round(self) -> None:
        quarter = rounds.quarters_to_open(self.office)[0]
        rounds.open_round(self.office, quarter, self.town.clock().date() + timedelta(days=20))

    def close_round(self) -> None:
        rounds.close_round(self.office, self.last(ClaimRound), WHY)
        self.town.clock.forward(days=100)

    def claim(self) -> None:
        offer = ClaimDraft(offer=OfferKind.LABOUR, offer_text="We mend the roof.", promised_on=date(2029, 1, 1))
        claims.claim(self.liaison, self.need, offer)

    def schedule(self) -> None:
        starts = at_shanghai(self.town.clock().date() + timedelta(days=12), 14)
        called = MeetingDraft(
            body_code="members", type=MeetingKind.MEMBERS, title="Members' meeting", starts_at=starts, place="Hall two"
        )
        self.meeting = meetings.create(self.office, called)
        agenda = AgendaItemDraft(title="The item of the claim list", need_id=self.need)
        self.item = meetings.add_item(self.office, self.meeting, agenda)

    def sit(self) -> None:
        meetings.approve_agenda(self.town.chair, self.meeting)
        meetings.give_notice(self.office, self.meeting)
        self.town.clock.forward(days=12)
        meetings.open_sign_in(self.office, self.meeting)
        for seat in range(1, 10):
            meetings.sign_in(self.town.as_(seat), self.meeting)
        meetings.start(self.office, self.meeting)
        meetings.take_up(self.office, self.item)

    def vote(self, choice: Choice) -> None:
        self.sit()
        self.motion = votes.put(self.office, self.item, "Shall the item be adopted?", "P1")
        self.decide(choice)

    def decide(self, choice: Choice) -> None:
        votes.open_vote(self.office, self.motion)
        self.town.cast(self.motion, *[choice] * 8)
        votes.close(self.office, self.motion)

    def adopt_by_hands(self) -> None:
        self.sit()
        hands = VoteMode.SHOW_OF_HANDS
        self.motion = votes.put(self.office, self.item, "Shall the item be adopted?", "P1", mode=hands)
        votes.open_vote(self.office, self.motion)
        votes.close_hands(self.office, self.motion, 7, 1, 1)

    def correct(self, *hands: int) -> None:
        votes.correct(self.office, self.motion, votes.Figures(None, None, 0, *hands), WHY)

    def put_anew(self) -> None:
        self.motion = votes.amend(self.office, self.motion, "Shall half of it be adopted?", WHY)

    def defer(self) -> None:
        self.sit()
        meetings.close(self.office, self.meeting, reason=WHY)

    def post(self, consulted: str = "") -> None:
        paper = NoticeDraft(
            text="The shed is to be repaired.", places="Board at the gate", contact_post="Room 201",
            first_day=self.office.today(),
        )  # fmt: skip
        notices.post(self.office, self.need, paper, consulted)

    def object(self) -> None:
        said = NoticeObjectionDraft(category=ObjectionCategory.FACTS, text="The roof does not leak at all.")
        notices.object_to(self.town.as_("neighbour"), self.notice, said)

    def answer(self) -> None:
        objection = self.last(NoticeObjection, notice_id=self.notice)
        notices.reply(self.office, objection, ObjectionOutcome.NOT_UPHELD, "Two experts saw it leak.")

    def end_notice(self) -> None:
        self.town.clock.forward(days=14)
        notices.end(self.office, self.notice)

    def confirm(self, reason: str = "") -> None:
        claims.confirm(self.office, self.last(Claim, need_id=self.need), date(2029, 1, 1), reason=reason)

    def sign(self) -> None:
        sides = [PartyDraft(organisation_id=1, promise="Mends it."), PartyDraft(name="Chengbo", promise="Tells all.")]
        paper = AgreementDraft(
            title="Repair of the shed", goals="The shed is dry.", starts_on=self.office.today(),
            ends_on=self.office.today() + timedelta(days=365), parties=sides, need_ids=[self.need],
        )  # fmt: skip
        agreements.draft(self.office, paper)
        agreements.sign(self.office, self.last(Agreement), self.office.today())

    def start(self, reason: str = "") -> None:
        step = MilestoneDraft(name="Roof", planned_on=date(2028, 12, 1))
        (self.step,) = projects.plan(self.liaison, self.project, [step])
        projects.start(self.liaison, self.project, reason)

    def finish(self) -> None:
        with Session(self.town.engine) as session:
            done = session.get_one(Project, self.project).percent == 100
        if not done:
            projects.report(self.liaison, self.project, 100, "All done.", [self.step])
        projects.finish(self.liaison, self.project, "Please come and see.")

    def change(self) -> None:
        made = projects.propose_scope(self.liaison, self.project, "The gutter too.", WHY)
        projects.approve_change(self.office, made.id)

    def appraise(self) -> None:
        papers = Papers(awareness={Awareness.WELL: 6}, took_part=2, marks={5: 6})
        projects.enter_papers(self.office, self.project, papers)
        projects.close_appraisal(self.office, self.project)

    def bring_in(self) -> None:
        table = "Title,Category,Neighbourhood,Place,Reasons\r\nLane lamps,Shed,澄波,Lane 3,Three corners have no light."
        exchange.enter_table(self.office, "needs", table.encode("utf-8-sig"), "needs.csv")
        self.need = self.last(Need)

    def undo_import(self) -> None:
        exchange.undo(self.office, exchange.batches(self.office)[0].number, WHY)


STEPS: Mapping[str, Callable[[Life], object]] = {
    "submit": Life.submit,
    "accept": Life.accept,
    "accept for owners": lambda it: it.accept(DecisionPower.OWNERS),
    "return": lambda it: needs.screen_return(it.office, it.need, WHY),
    "resubmit": lambda it: needs.complete(it.town.as_("resident"), it.need, draft(title="Mended words")),
    "withdraw": lambda it: needs.withdraw(it.town.as_("resident"), it.need),
    "decline": lambda it: needs.screen_decline(it.office, it.need, WHY),
    "merge": Life.merge,
    "refer": lambda it: needs.screen_refer(it.office, it.need, "Sub-district Office", WHY),
    "reopen": lambda it: needs.reopen(it.office, it.need, WHY),
    "publish": lambda it: needs.publish(it.office, it.need, 60),
    "open round": Life.open_round,
    "close round": Life.close_round,
    "carry over": lambda it: rounds.carry_over(it.office, [it.need]),
    "claim": Life.claim,
    "hand back": lambda it: claims.hand_back(it.liaison, it.last(Claim, need_id=it.need), WHY),
    "decline claim": lambda it: claims.decline(it.office, it.last(Claim, need_id=it.need), WHY),
    "talk": lambda it: talks.hold_talk(
        it.office, it.need, it.office.today(), "Unit 1, residents", "Who mends which part of it."
    ),
    "schedule": Life.schedule,
    "take off": lambda it: meetings.remove_item(it.office, it.item),
    "adopt": lambda it: it.vote(Choice.FOR),
    "reject": lambda it: it.vote(Choice.AGAINST),
    "adopt by hands": Life.adopt_by_hands,
    "correct to lost": lambda it: it.correct(3, 5, 1),
    "correct to carried": lambda it: it.correct(7, 1, 1),
    "end meeting": lambda it: meetings.close(it.office, it.meeting),
    "put anew": Life.put_anew,
    "adopt after all": lambda it: it.decide(Choice.FOR),
    "void": lambda it: votes.void(it.office, it.motion, WHY),
    "defer": Life.defer,
    "revise": lambda it: closing.revise(it.office, it.need, WHY),
    "close": lambda it: closing.close(it.office, it.need, HandlingResult.NOT_FEASIBLE, WHY),
    "consult": lambda it: consulting.begin_consultation(it.office, it.need, WHY),
    "refuse": lambda it: consulting.refuse_consultation(it.office, it.need, WHY),
    "post": Life.post,
    "post with figures": lambda it: it.post("207 of 286 took part, 168 agreed."),
    "object": Life.object,
    "answer": Life.answer,
    "maintain": lambda it: notices.maintain(it.office, it.notice, WHY),
    "amend": lambda it: notices.amend(it.office, it.notice, WHY),
    "give up": lambda it: notices.terminate(it.office, it.notice, HandlingResult.NOT_FEASIBLE, WHY),
    "take down": lambda it: notices.withdraw(it.office, it.notice, WHY),
    "end notice": Life.end_notice,
    "confirm": Life.confirm,
    "confirm without notice": lambda it: it.confirm(WHY),
    "sign": Life.sign,
    "start": Life.start,
    "start without agreement": lambda it: it.start(WHY),
    "pause": lambda it: projects.pause(it.liaison, it.project, WHY),
    "resume": lambda it: projects.resume(it.liaison, it.project),
    "change": Life.change,
    "finish": Life.finish,
    "rectify": lambda it: projects.rectify(it.office, it.project, WHY),
    "complete": lambda it: projects.accept(it.office, it.project, "Estate management"),
    "terminate": lambda it: projects.terminate(it.office, it.project, WHY, "Nothing was built."),
    "appraise": Life.appraise,
    "archive": lambda it: projects.archive(it.office, it.project, HandlingResult.SOLVED),
    "archive without appraisal": lambda it: projects.archive(it.office, it.project, HandlingResult.SOLVED, WHY),
    "import": Life.bring_in,
    "undo import": Life.undo_import,
}
