"""Which papers may everybody take away: a public notice, a poster, the notices of a week?"""

from datetime import date

from dashboard.documents import public_papers
from dashboard.documents.public_papers.facts import PublicNoticeFacts
from dashboard.labels import label
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, notices
from dashboard.services.context import Context
from dashboard.services.minutes.shapes import Export
from dashboard.services.papers import posters
from dashboard.services.papers.filing import filed, speaking_as_asked
from dashboard.services.papers.meeting import issuer
from dashboard.services.papers.places import site
from dashboard.services.papers.week import week
from models.enums import NoticeStatus


def public_notice(ctx: Context, number: str, fmt: str, language: str = "zh_CN") -> Export:
    """Return a public notice as it hangs on the board.

    Raises:
        NotFound: there is none with this number.
        BadInput: there is no such format or language.
    """
    with speaking_as_asked(language):
        line = notices.notice(ctx, number).line
        facts = PublicNoticeFacts(
            number=line.number,
            need_number=line.need_number,
            need_title=line.need_title,
            kind=label(line.type),
            text=line.text,
            places=line.places,
            contact_post=line.contact_post,
            days=line.days,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            issuer=issuer(),
            path=f"/notices?number={line.number}",
            site=site(),
            ended=line.status is not NoticeStatus.POSTED,
            demo=demonstration.is_demonstration(ctx.engine),
        )
        return filed(ctx, P.PUBLIC_READ, public_papers.public_notice.as_paper(facts), fmt, f"{line.number}-notice")


def poster(ctx: Context, fmt: str, language: str = "zh_CN", *, item: str = "", notice: str = "") -> Export:
    """Return a poster of an item, of a notice, or without either of how to follow a proposal with its code.

    Raises:
        NotFound: there is no such item or notice, or it is not public.
        BadInput: there is no such format or language.
    """
    with speaking_as_asked(language):
        if notice:
            facts = posters.of_notice(ctx, notice)
        else:
            facts = posters.of_item(ctx, item) if item else posters.of_following(ctx)
        stem = f"{facts.number or 'follow'}-poster"
        return filed(ctx, P.PUBLIC_READ, public_papers.poster.as_paper(facts), fmt, stem)


def weekly_notice(ctx: Context, fmt: str, language: str = "zh_CN", *, on: date | None = None) -> Export:
    """Return what hangs out in the week, Monday to Sunday, that ``on`` lies in; this week unless it is given.

    Raises:
        BadInput: there is no such format or language.
    """
    with speaking_as_asked(language):
        facts = week(ctx, on or ctx.today())
        made = public_papers.weekly_notice.as_paper(facts)
        return filed(ctx, P.PUBLIC_READ, made, fmt, f"{facts.first.isoformat()}-week")
