"""As which file does an agreement leave the office?"""

from dashboard.documents.agreement import AgreementFacts, SideFacts, as_paper, to_docx
from dashboard.errors import NotAllowed
from dashboard.i18n import speaking
from dashboard.rules.permissions import Permission as P
from dashboard.services import demonstration, templates
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
        return _written(ctx, facts, fmt)


def _written(ctx: Context, facts: AgreementFacts, fmt: str) -> bytes:
    """Return the file; a Word file has the layout of agreements unless the office has a template of its own."""
    made = as_paper(facts)
    with ctx.reading(P.PUBLIC_READ) as session:  # whether the actor may read it in full was asked before
        worn = templates.look(session, made.sort, templates.kept(session, made.sort))
    if fmt == "docx" and worn.template is None:
        return worn.finished(fmt, to_docx(facts))
    return templates.dressed(ctx, P.PUBLIC_READ, made, fmt).content


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
