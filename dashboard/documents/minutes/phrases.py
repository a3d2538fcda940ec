"""In which words do the minutes state each fact of a meeting?"""

from collections.abc import Mapping

from dashboard.documents.minutes import deciding, voting
from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, MotionFacts
from dashboard.documents.minutes.typed import one_line, unstopped
from dashboard.formats import clock, day, local_date
from dashboard.i18n import gettext as _
from models.enums import AgendaStatus


def phrases(facts: MeetingFacts) -> dict[str, str]:
    """Return what a draft says of each fact, in the language spoken now, by the key of its mark.

    Everything that a draft prints is here but what was said in the discussion, which nobody counts.
    """
    told = _of_meeting(facts)
    for item in facts.items:
        told |= _of_item(item)
    return told


def announced(items: int) -> str:
    """Return what the opening says of how many items follow."""
    if not items:
        return _("The meeting had no items on its agenda.")
    if items == 1:
        return _("The meeting took up one item; its minutes follow.")
    return _("The meeting took up %(items)d items; their minutes follow.") % {"items": items}


def absent(facts: MeetingFacts) -> int:
    """Return how many stayed away without leave."""
    return max(0, facts.entitled - len(facts.present) - len(facts.on_leave))


def _of_meeting(facts: MeetingFacts) -> dict[str, str]:
    told = {
        "日期": day(local_date(facts.starts_at)),
        "时间": clock(facts.starts_at),
        "地点": one_line(facts.place),
        "名称": one_line(facts.title),
        "类别": one_line(facts.kind),
        "编号": one_line(facts.number),
        "应到": str(facts.entitled),
        "实到": str(len(facts.present)),
        "请假": str(len(facts.on_leave)),
        "列席": str(len(facts.guests)),
        "议题": announced(len(facts.items)),
    }
    if facts.chair:
        told["主持"] = one_line(facts.chair)
    if absent(facts):
        told["未到"] = str(absent(facts))
    return {f"会议.{name}": phrase for name, phrase in told.items()}


def _of_item(item: ItemFacts) -> dict[str, str]:
    number = item.position
    told = {f"议题{number}": deciding.subject(item), f"决定{number}": deciding.decided(item)}
    if deciding.untouched(item):
        return told
    perhaps = {
        f"汇报{number}": one_line(item.presenter),
        f"缓议{number}": deciding.held_over(item),
        f"书面{number}": deciding.absent_views(item),
    }
    told |= _said(perhaps)
    for motion in item.motions:
        told |= _of_round(item, motion)
    for at, task in enumerate(item.tasks, 1):
        told[f"任务{number}-{at}"] = unstopped(task.text)
        told[f"单位{number}-{at}"] = one_line(task.unit) or _("still to be named")
        told[f"期限{number}-{at}"] = day(task.due_on)
    return told


def _of_round(item: ItemFacts, motion: MotionFacts) -> dict[str, str]:
    """Return what is said of a vote; its matter and conditions only where the decision does not say them already."""
    number = f"{item.position}-{motion.round_no}"
    adopted = item.outcome is AgendaStatus.ADOPTED and motion is deciding.deciding_vote(item)
    matter_told = len(item.motions) == 1 and item.outcome in (AgendaStatus.ADOPTED, AgendaStatus.NOT_ADOPTED)
    perhaps = {
        f"事项{number}": "" if matter_told else voting.matter(motion),
        f"规则{number}": voting.rule_sentence(motion),
        f"回避{number}": voting.about_recused(motion) if motion.rule_words and motion.recused else "",
        f"选项{number}": voting.options_sentence(motion, carried=True),
        f"落选{number}": voting.options_sentence(motion, carried=False),
        f"条件{number}": "" if adopted else voting.conditions_sentence(motion),
        f"保留{number}": voting.differing(motion),
    }
    return {f"方式{number}": voting.way(motion), f"表决{number}": voting.vote_line(motion)} | _said(perhaps)


def _said(perhaps: Mapping[str, str]) -> dict[str, str]:
    return {key: phrase for key, phrase in perhaps.items() if phrase}
