"""How the items of the demonstration's meetings are discussed and voted on."""

from datetime import timedelta

from dashboard.demo.cases import CASES, DISSENT
from dashboard.demo.people import MEMBERS
from dashboard.demo.plans import BY_HANDS, CONDITIONS, DISCUSSIONS, PAPER_COUNT, RECUSED, TASKS, TITLES, Session
from dashboard.demo.stage import Stage
from dashboard.services import decisions, meetings, votes
from dashboard.services.meetings import speaking
from dashboard.services.votes import objections
from models.enums import Choice, DecisionStatus, TaskStatus, VoteMode


def title_of(key: str) -> str:
    return f"关于{TITLES.get(key, '晨渡居民区楼道加装扶手')}的议题"


def page_of(stage: Stage, meeting: int) -> meetings.MeetingPage:
    office = stage.as_("secretariat")
    return next(
        meetings.meeting(office, line.meeting.number)
        for line in meetings.list_meetings(office)
        if line.meeting.id == meeting
    )


def seat_of(stage: Stage, meeting: int, number: int) -> int:
    return next(line.seat_id for line in page_of(stage, meeting).attendance if line.seat_number == number)


def recommend(stage: Stage, item: int) -> None:
    """Let the conference vote on paper; two tellers count, each for themselves."""
    office = stage.as_("secretariat")
    text = "会议听取夜间照明二期（12万元）、楼道扶手（9万元）、亲子活动角（9万元）三项方案，采用书面无记名投票。"
    meetings.record_discussion(office, item, text)
    stage.later(20)
    words = "是否同意将三项方案列入2027年度实事项目推荐清单，报街道"
    motion = votes.put(office, item, words, "P1", mode=VoteMode.PAPER)
    votes.open_vote(office, motion)
    stage.later(15)
    votes.end_voting(office, motion)
    stage.later(10)
    for teller in ("member02", "member03"):
        votes.enter_count(stage.as_(teller), motion, PAPER_COUNT)


def decide(stage: Stage, plan: Session, item: int, key: str) -> None:
    """Discuss one item and vote on it; the tally is the one of its case."""
    office = stage.as_("secretariat")
    if said := DISCUSSIONS.get(f"{plan.key}.{key}"):
        meetings.record_discussion(office, item, said)
    _discuss(stage, plan, item, key)
    mode = VoteMode.SHOW_OF_HANDS if key in BY_HANDS else VoteMode.RECORDED
    text = f"是否同意“{TITLES[key]}”列入办理"
    motion = votes.put(office, item, text, "P1", conditions=CONDITIONS.get(key, ""), mode=mode)
    votes.open_vote(office, motion)
    case = next(case for case in CASES if case.key == key)
    _meeting, approving, opposing, abstaining = next(row for row in case.votes if row[0] == plan.key)
    stage.later(3)
    if mode is VoteMode.SHOW_OF_HANDS:
        votes.close_hands(office, motion, approving, opposing, abstaining)
    else:
        choices = [Choice.FOR] * approving + [Choice.AGAINST] * opposing + [Choice.ABSTAIN] * abstaining
        voters = [n for n in range(1, 12) if n not in plan.away and n not in RECUSED.get(key, {})]
        for number, choice in zip(voters, choices, strict=True):
            votes.cast(stage.as_(MEMBERS[number - 1]), motion, choice, key=f"demo-{plan.key}-{key}-{number}")
        votes.close(office, motion)
    if key == "lamps":
        dissenting = MEMBERS[approving]
        objections.object_to(stage.as_(dissenting), motion, DISSENT, "加遮光罩，22:30后调暗。")
    _follow_up(stage, plan, item, key)


def _discuss(stage: Stage, plan: Session, item: int, key: str) -> None:
    """Let a few members speak in turn, the others have nothing to add, and the chair speak last."""
    office, meeting = stage.as_("secretariat"), stage.needs[plan.key][0]
    speakers = [n for n in range(2, 12) if n not in plan.away and n not in RECUSED.get(key, {})][:4]
    for number in speakers:
        speech = speaking.ask(office, item, seat_id=seat_of(stage, meeting, number))
        speaking.begin(office, speech)
        stage.later(2)
        speaking.end(office, speech)
    speaking.waive_rest(office, item)
    statement = speaking.state_position(stage.as_("member01"), item)
    stage.later(2)
    speaking.end(office, statement)


def _follow_up(stage: Stage, plan: Session, item: int, key: str) -> None:
    """Note the task agreed with the item, and who carries its decision out."""
    office = stage.as_("secretariat")
    if key in TASKS:
        text, unit, days = TASKS[key]
        due = (stage.now + timedelta(days=days)).date()
        organisation = stage.organisations[unit] if unit else None
        words = "" if unit else "秘书处"
        meetings.add_task(
            office, stage.needs[plan.key][0], item, text, due_on=due, organisation_id=organisation, unit=words
        )

    for line in decisions.decisions(office):
        if line.item_title == title_of(key) and not line.lead and key in TASKS:
            text, unit, days = TASKS[key]
            due = (stage.now + timedelta(days=2 * days)).date()
            decisions.assign(
                office, line.id, organisation_id=stage.organisations[unit] if unit else None,
                unit="" if unit else "秘书处", due_on=due,
            )  # fmt: skip


def carried_out(stage: Stage, key: str, words: str) -> None:
    """Note the decisions and tasks of a case as carried out."""
    office = stage.as_("secretariat")
    for line in decisions.decisions(office):
        if line.item_title == title_of(key) and line.status is DecisionStatus.OPEN:
            decisions.finish(office, line.id, words)
    for task in decisions.tasks(office):
        if task.item_title == title_of(key) and task.status is TaskStatus.OPEN:
            decisions.task_finish(office, task.id, words)
