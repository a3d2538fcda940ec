"""How does the office word what became of an item: heard, held over, decided?"""

from dashboard.documents.minutes.facts import ItemFacts, MotionFacts
from dashboard.documents.minutes.punctuation import chinese, listed
from dashboard.documents.minutes.typed import one_line, unstopped
from dashboard.documents.minutes.voting import adopted, matter
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from models.enums import AgendaStatus


def untouched(item: ItemFacts) -> bool:
    """Return whether the minutes say of an item only that the meeting did not take it up."""
    nothing = not (item.discussion or item.motions or item.tasks)
    return item.outcome is AgendaStatus.LISTED or (item.outcome is AgendaStatus.WITHDRAWN and nothing)


def subject(item: ItemFacts) -> str:
    """Return the title as it stands between 关于 and 的汇报: Chinese titles often are 关于…的议题 themselves."""
    title = one_line(item.title)
    return title.removeprefix("关于").removesuffix("的议题") if chinese() else title


def deciding_vote(item: ItemFacts) -> MotionFacts | None:
    """Return the last round of voting; ``None`` where there was no vote."""
    return max(item.motions, key=lambda motion: motion.round_no, default=None)


def decided(item: ItemFacts) -> str:
    """Return the decision in the words that its outcome allows; the last round of voting is the deciding one."""
    last = deciding_vote(item)
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


def held_over(item: ItemFacts) -> str:
    """Return the opinions kept for a later meeting; empty where there are none."""
    views = tuple(view for view in map(unstopped, item.held_over) if view)
    if not views:
        return ""
    return _("Held over for a later meeting: %(views)s.") % {"views": listed(views)}


def absent_views(item: ItemFacts) -> str:
    """Return how many absent members wrote an opinion; empty where none did."""
    if not item.absent_views:
        return ""
    told = ngettext(
        "%(n)d written opinion from absent members is in the record; it was not counted as a vote.",
        "%(n)d written opinions from absent members are in the record; they were not counted as votes.",
        item.absent_views,
    )
    return told % {"n": item.absent_views}
