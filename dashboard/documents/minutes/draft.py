"""How does the office word the facts of a meeting as minutes?

The language is the one spoken now. What comes out is the markup of ``paper.parse``, for the secretariat to edit.
"""

from dashboard.documents.minutes.facts import ItemFacts, MeetingFacts, TaskFacts
from dashboard.documents.minutes.punctuation import between_sentences, chinese
from dashboard.documents.minutes.typed import lines, one_line, sentence, unstopped
from dashboard.documents.minutes.voting import adopted, chinese_numeral, matter, vote
from dashboard.formats import clock, day, local_date
from dashboard.i18n import gettext as _
from dashboard.i18n import pgettext
from models.enums import AgendaStatus


def draft_text(facts: MeetingFacts) -> str:
    """Return the minutes as text: an opening, then a heading and its paragraphs for each item."""
    items = [line for item in facts.items for line in _item(item)]
    return "\n\n".join([opening(facts), *items]) + "\n"


def opening(facts: MeetingFacts) -> str:
    """Return when, where, who chaired, how many came, and what follows."""
    sentences = [_convened(facts), _attended(facts), _announced(len(facts.items))]
    return between_sentences().join(sentences)


def task_line(task: TaskFacts) -> str:
    """Return who does it by when: 责任单位：…，完成时限：2026年6月25日."""
    unit = one_line(task.unit) or _("still to be named")
    return _("Responsible unit: %(unit)s; due date: %(due)s") % {"unit": unit, "due": day(task.due_on)}


def _convened(facts: MeetingFacts) -> str:
    words = {
        "day": day(local_date(facts.starts_at)),
        "time": clock(facts.starts_at),
        "chair": one_line(facts.chair),
        "place": one_line(facts.place),
        "title": one_line(facts.title),
        "kind": facts.kind,
        "number": facts.number,
    }
    if not facts.chair:
        return _("“%(title)s” (%(kind)s, No. %(number)s) was held on %(day)s at %(time)s at %(place)s.") % words
    return _("On %(day)s at %(time)s, %(chair)s chaired “%(title)s” (%(kind)s, No. %(number)s) at %(place)s.") % words


def _attended(facts: MeetingFacts) -> str:
    counts = {
        "entitled": facts.entitled,
        "present": len(facts.present),
        "leave": len(facts.on_leave),
        "absent": facts.entitled - len(facts.present) - len(facts.on_leave),
        "guests": len(facts.guests),
    }
    if counts["absent"] > 0:
        return (
            _(
                "Entitled to attend: %(entitled)d; present: %(present)d; on leave: %(leave)d; "
                "absent without leave: %(absent)d; in attendance without a vote: %(guests)d."
            )
            % counts
        )
    return (
        _(
            "Entitled to attend: %(entitled)d; present: %(present)d; on leave: %(leave)d; "
            "in attendance without a vote: %(guests)d."
        )
        % counts
    )


def _announced(items: int) -> str:
    if not items:
        return _("The meeting had no items on its agenda.")
    if items == 1:
        return _("The meeting took up one item; its minutes follow.")
    return _("The meeting took up %(items)d items; their minutes follow.") % {"items": items}


def _item(item: ItemFacts) -> list[str]:
    """Return the heading of an item and its paragraphs: heard, considered, decided, votes, tasks."""
    untouched = item.outcome is AgendaStatus.WITHDRAWN and not (item.discussion or item.motions)
    if untouched or item.outcome is AgendaStatus.LISTED:
        return [_heading(item), _decided(item)]
    votes = [line for motion in item.motions for line in vote(motion, numbered=len(item.motions) > 1)]
    tasks = [_task(task) for task in item.tasks]
    return [_heading(item), _heard(item), *_considered(item), _decided(item), *votes, *tasks]


def _heading(item: ItemFacts) -> str:
    words = {"number": chinese_numeral(item.position) if chinese() else item.position, "title": _subject(item)}
    return "# " + pgettext("heading of an item", "%(number)s. %(title)s") % words


def _heard(item: ItemFacts) -> str:
    words = {"presenter": one_line(item.presenter), "title": _subject(item)}
    if not item.presenter:
        return _("The meeting took up “%(title)s”.") % words
    return _("The meeting heard %(presenter)s on “%(title)s”.") % words


def _considered(item: ItemFacts) -> list[str]:
    """Return what was said, a paragraph for each line; a line that looks like a heading is kept from being one."""
    first, *others = lines(item.discussion) or [""]
    if not first:
        return []
    told_already = chinese() and first.startswith("会议")
    opened = first if told_already else _("The meeting considered: %(views)s") % {"views": first}
    return [sentence(opened), *("　" + other if other.startswith("#") else other for other in others)]


def _decided(item: ItemFacts) -> str:
    """Return the decision in the words that its outcome allows; the last round of voting is the deciding one."""
    last = max(item.motions, key=lambda motion: motion.round_no, default=None)
    if item.outcome is AgendaStatus.ADOPTED:
        return adopted(last)
    if item.outcome is AgendaStatus.NOT_ADOPTED and last:
        return _("The meeting did not adopt the motion “%(matter)s”.") % {"matter": matter(last)}
    return {
        AgendaStatus.NOT_ADOPTED: _("The meeting did not adopt the item."),
        AgendaStatus.DEFERRED: _("The meeting decided to defer the item."),
        AgendaStatus.NOTED: _("The meeting took note of the item without a vote."),
        AgendaStatus.WITHDRAWN: _("The item was withdrawn from the agenda."),
        AgendaStatus.LISTED: _("The meeting did not take up the item."),
        AgendaStatus.IN_DISCUSSION: _("The meeting had not finished discussing the item."),
    }[item.outcome]


def _task(task: TaskFacts) -> str:
    words = {"task": unstopped(task.text), "line": task_line(task)}
    return _("Task: %(task)s. %(line)s.") % words


def _subject(item: ItemFacts) -> str:
    """Return the title as it stands after 关于, which Chinese titles often begin with themselves."""
    title = one_line(item.title)
    return title.removeprefix("关于") if chinese() else title
