"""What does a poster of an item or a notice say? Nothing that is not on a public page."""

from datetime import date

from sqlmodel import Session, col, select

from dashboard.documents.public_papers.facts import PosterFacts
from dashboard.errors import NotFound
from dashboard.formats import day
from dashboard.i18n import either
from dashboard.i18n import gettext as _
from dashboard.labels import label
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, notices
from dashboard.services.context import Context
from dashboard.services.need_rights import is_public
from dashboard.services.needs.reading import area_name, find
from dashboard.services.papers.meeting import issuer
from dashboard.services.papers.places import site
from models.enums import NeedStatus as S
from models.enums import NoticeStatus
from models.need import Need
from models.notice import Notice

FOLLOW = "/follow"


def of_notice(ctx: Context, number: str) -> PosterFacts:
    """Return the poster of a notice.

    Raises:
        NotFound: there is none with this number.
    """
    line = notices.notice(ctx, number).line
    running = line.status is NoticeStatus.POSTED
    return PosterFacts(
        sentence=_until(line.ends_on) if running else _("This public notice is over. See what came of it."),
        title=line.need_title,
        number=line.number,
        lines=((_("Where objections can be handed in"), line.contact_post),),
        issuer=issuer(),
        path=f"/notices?number={line.number}",
        site=site(),
        demo=demonstration.is_demonstration(ctx.engine),
    )


def _until(last: date) -> str:
    return _("On public notice until %(day)s: please look at it and tell us what you think.") % {"day": day(last)}


def of_item(ctx: Context, number: str) -> PosterFacts:
    """Return the poster of an item, also to those who may see more: it hangs where everybody reads it.

    Raises:
        NotFound: there is no such item, or it is not public.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        need, _category, area, above = find(session, number)
        if not is_public(need):
            raise NotFound("There is no such item, or it is not public.")
        place = "　".join(part for part in (either(*area_name(area, above)), need.place) if part)
        return PosterFacts(
            sentence=_sentence(session, need),
            title=need.title,
            number=need.number,
            lines=(
                (_("Place"), place),
                (_("Status"), label(S(need.status))),
            ),
            issuer=issuer(),
            path=f"/item?number={need.number}",
            site=site(),
            demo=demonstration.is_demonstration(ctx.engine),
        )


def _sentence(session: Session, need: Need) -> str:
    """Return the one sentence that a neighbour reads in passing."""
    if need.status in (S.ON_NOTICE, S.OBJECTED):
        posted = select(col(Notice.ends_on)).where(Notice.need_id == need.id, Notice.status == NoticeStatus.POSTED)
        if (last := session.exec(posted.order_by(col(Notice.id).desc())).first()) is not None:
            return _until(last)
    if need.status in (S.OPEN, S.UNCLAIMED):
        return _("Who lends a hand? This item waits to be claimed.")
    if need.status in (S.IN_PROGRESS, S.PAUSED, S.AWAITING_ACCEPTANCE, S.RECTIFICATION):
        return _("The work is under way. Scan to see how far it is.")
    if need.status in (S.COMPLETED, S.APPRAISED, S.ARCHIVED):
        return _("It is done. Scan to see the result and to appraise it.")
    return _("What becomes of this? Scan and follow it.")


def of_following(ctx: Context) -> PosterFacts:
    """Return the poster that tells how to follow a proposal."""
    with ctx.reading(P.PUBLIC_READ):
        return PosterFacts(
            sentence=_("You have handed in a proposal? Follow each step with your code."),
            title=_("Follow with a code"),
            number="",
            lines=((_("How"), _("Scan, and enter the code on the slip you were given.")),),
            issuer=issuer(),
            path=FOLLOW,
            site=site(),
            demo=demonstration.is_demonstration(ctx.engine),
        )
