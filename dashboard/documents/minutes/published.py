"""Which facts may the minutes give to machines?"""

from dataclasses import replace

from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts, TaskFacts
from dashboard.documents.minutes.paper import MinutesPaper
from dashboard.documents.minutes.phrases import phrases
from dashboard.documents.minutes.sections import sections
from dashboard.documents.minutes.typed import one_line, unstopped
from dashboard.documents.minutes.voting import matter, option_line
from dashboard.formats import day
from dashboard.i18n import speaking


def given(paper: MinutesPaper) -> MeetingFacts | None:
    """Return the facts that go out with this paper; ``None`` where they were not kept with its text.

    What was said, views held over and reasons for leave stay in the house. A public version gives of an item, its
    votes and tasks only what stands in the section of its text that names the item; ``without_roll`` and
    ``without_names`` take out people.
    """
    if (facts := paper.facts) is None:
        return None
    items = _public(paper, facts) if paper.public else facts.items
    told = replace(
        facts,
        items=tuple(replace(item, discussion="", held_over=()) for item in items),
        on_leave=tuple(replace(one, reason="") for one in facts.on_leave),
    )
    if paper.without_roll or paper.without_names:
        told = replace(told, present=(), on_leave=(), guests=())
    return replace(told, chair="", recorder="") if paper.without_names else told


def _public(paper: MinutesPaper, facts: MeetingFacts) -> tuple[ItemFacts, ...]:
    with speaking(paper.text_language):
        lines = phrases(facts)
        told = [_item(one.item, lines, one.text) for one in sections(paper) if one.item]
    return tuple(sorted(told, key=lambda item: item.position))


def _item(item: ItemFacts, lines: dict[str, str], text: str) -> ItemFacts:
    held = {key for key, phrase in lines.items() if phrase in text}
    motions = [one for one in item.motions if f"表决{item.position}-{one.round_no}" in held]
    tasks = [one for at, one in enumerate(item.tasks, 1) if _stands(one, f"{item.position}-{at}", held, text)]
    return replace(
        item,
        presenter=_if_told(item.presenter, one_line(item.presenter), text),
        motions=tuple(_motion(one, f"{item.position}-{one.round_no}", held, text) for one in motions),
        tasks=tuple(tasks),
        absent_views=item.absent_views if f"书面{item.position}" in held else 0,
    )


def _motion(motion: MotionFacts, number: str, held: set[str], text: str) -> MotionFacts:
    return replace(
        motion,
        text=_if_told(motion.text, matter(motion), text),
        conditions=_if_told(motion.conditions, unstopped(motion.conditions), text),
        objections=motion.objections if f"保留{number}" in held else 0,
        options=tuple(one for one in motion.options if option_line(motion, one) in text),
    )


def _stands(task: TaskFacts, number: str, held: set[str], text: str) -> bool:
    return {f"任务{number}", f"单位{number}"} <= held and day(task.due_on) in text


def _if_told(value: str, words: str, text: str) -> str:
    return value if words in text else ""
