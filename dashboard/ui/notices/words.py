"""How long a public notice still runs, in words."""

from dashboard.formats import day
from dashboard.i18n import gettext as _
from dashboard.i18n import ngettext
from dashboard.services.notices import NoticeLine
from models.enums import NoticeStatus


def running_words(line: NoticeLine) -> str:
    """Return the countdown of a notice that is posted, and the time a notice ran that is over."""
    time = _("%(first)s to %(last)s") % {"first": day(line.starts_on), "last": day(line.ends_on)}
    return time if line.status is not NoticeStatus.POSTED else f"{time} · {_countdown(line)}"


def _countdown(line: NoticeLine) -> str:
    if line.under_review:
        return _("an objection is under review")
    if line.begins_in > 0:
        return ngettext("begins in %(n)d day", "begins in %(n)d days", line.begins_in) % {"n": line.begins_in}
    if line.days_left > 0:
        return ngettext("%(n)d day left", "%(n)d days left", line.days_left) % {"n": line.days_left}
    if line.days_left == 0:
        return _("today is the last day")
    return _("the time has run out")


def objection_words(line: NoticeLine) -> str:
    """Return how many objections there are, and how many of them have no reply yet."""
    if not line.objections:
        return _("no objections")
    words = ngettext("%(n)d objection", "%(n)d objections", line.objections) % {"n": line.objections}
    if not line.unanswered:
        return words
    return words + _(", %(n)d without a reply") % {"n": line.unanswered}
