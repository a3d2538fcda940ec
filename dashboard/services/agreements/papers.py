"""As which file does an agreement leave the office?"""

from dashboard.documents.agreement import AgreementFacts, SideFacts, as_paper, to_docx
from dashboard.documents.paper import render
from dashboard.errors import NotAllowed
from dashboard.i18n import speaking
from dashboard.services import demonstration
from dashboard.services.agreements.reading import agreement
from dashboard.services.agreements.shapes import AgreementPage, FullText
from dashboard.services.context import Context
from models.enums import AgreementStatus

LANGUAGE = "zh_CN"
"""The language agreements are signed in."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def export(ctx: Context, number: str, fmt: str = "docx") -> bytes:
    """Return the agreement as a file in Chinese, for those who may read it in full; a Word file unless asked otherwise.

    Args:
        fmt: a name in ``documents.paper.FORMATS``.

    Raises:
        NotFound: no agreement has this number, or the reader may not know of it.
        NotAllowed: the reader may not read it in full.
        BadInput: there is no such format, or a text holds a character that no document can show.
    """
    with speaking(LANGUAGE):
        page = agreement(ctx, number)
        if page.text is None:
            raise NotAllowed("Only the sides of an agreement, the committee's members and the secretariat read it all.")
        facts = _facts(page, page.text, demo=demonstration.is_demonstration(ctx.engine))
        return to_docx(facts) if fmt == "docx" else render(as_paper(facts), fmt).content


def _facts(page: AgreementPage, text: FullText, *, demo: bool) -> AgreementFacts:
    line = page.line
    return AgreementFacts(
        number=line.number,
        title=line.title,
        sides=tuple(SideFacts(side.name, side.promise, side.contact_post) for side in text.parties),
        goals=text.goals,
        schedule=text.schedule,
        targets=text.targets,
        money_fen=text.money_fen,
        money_clause=text.money_clause,
        termination=text.termination,
        copies=text.copies,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        signed_on=line.signed_on,
        items=tuple((item.number, item.title) for item in line.items),
        renews=page.renews,
        draft=line.status in (AgreementStatus.DRAFT, AgreementStatus.DROPPED),
        demo=demo,
    )
