"""What has each member organisation given so far? By organisation, never by person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from dashboard.formats import at_shanghai
from dashboard.i18n import either
from dashboard.rules.permissions import Permission as P
from dashboard.services.claims.basis import STANDING
from dashboard.services.context import Context
from dashboard.services.membership import is_member
from models.agreement import Agreement, AgreementParty
from models.claim import Claim
from models.enums import AgreementStatus, ClaimStatus, OrganisationType
from models.organisation import Organisation
from models.resource import Resource

CONFIRMED = (ClaimStatus.CONFIRMED, ClaimStatus.FULFILLED)
MADE = (AgreementStatus.SIGNED, AgreementStatus.ENDED, AgreementStatus.TERMINATED)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one organisation gave; every number is a whole number, money in fen."""

    organisation_id: int
    code: str
    organisation: str
    """Its name in the language spoken when it was read."""
    type: OrganisationType
    claimed: int = 0
    """Items it claimed, without claims that were handed back or declined."""
    confirmed: int = 0
    """Of these the ones that were confirmed, fulfilled or not."""
    fulfilled: int = 0
    value_fen: int = 0
    """Value, as the organisation put it, of what was confirmed."""
    volunteer_hours: int = 0
    resources: int = 0
    """Resource cards it offered, withdrawn ones too."""
    agreements: int = 0
    """Agreements it signed."""

    @property
    def empty(self) -> bool:
        """Return whether it has given nothing yet."""
        return not (self.claimed or self.resources or self.agreements)


def contributions(ctx: Context, year: int | None = None) -> list[Contribution]:
    """Return what each organisation gave, by its code; members of today without any contribution too.

    ``year`` keeps what was claimed, offered and signed in that calendar year, in Asia/Shanghai.
    """
    with ctx.reading(P.PUBLIC_READ) as session:
        units = session.exec(select(Organisation).order_by(col(Organisation.code))).all()
        found = {
            unit.id: Contribution(unit.id, unit.code, either(unit.name_zh, unit.name_en), unit.type) for unit in units
        }
        _add_claims(found, _claims(session, year))
        for owner in session.exec(_offered(year)):
            found[owner] = replace(found[owner], resources=found[owner].resources + 1)
        for party in filter(None, session.exec(_signed(year))):
            found[party] = replace(found[party], agreements=found[party].agreements + 1)
        members = {unit.id for unit in units if is_member(unit, ctx.today())}
    return [one for key, one in found.items() if key in members or not one.empty]


def contribution_years(ctx: Context) -> list[int]:
    """Return the calendar years in which anything was claimed, the newest first."""
    with ctx.reading(P.PUBLIC_READ) as session:
        moments = session.exec(select(Claim.claimed_at).distinct())
        return sorted({_year(moment) for moment in moments}, reverse=True)


def _year(moment: datetime) -> int:
    return next(year for year in (moment.year + 1, moment.year) if moment >= at_shanghai(date(year, 1, 1)))


def _claims(session: Session, year: int | None) -> Iterable[Claim]:
    wanted = select(Claim).where(col(Claim.status).in_(STANDING))
    if year is not None:
        first, last = _bounds(year)
        wanted = wanted.where(col(Claim.claimed_at) >= first, col(Claim.claimed_at) < last)
    return session.exec(wanted)


def _add_claims(found: dict[int, Contribution], claims: Iterable[Claim]) -> None:
    for claim in claims:
        before, sure = found[claim.organisation_id], claim.status in CONFIRMED
        found[claim.organisation_id] = replace(
            before,
            claimed=before.claimed + 1,
            confirmed=before.confirmed + sure,
            fulfilled=before.fulfilled + (claim.status == ClaimStatus.FULFILLED),
            value_fen=before.value_fen + ((claim.value_fen or 0) if sure else 0),
            volunteer_hours=before.volunteer_hours + (claim.volunteer_hours or 0),
        )


def _offered(year: int | None) -> SelectOfScalar[int]:
    wanted = select(Resource.organisation_id)
    if year is None:
        return wanted
    first, last = _bounds(year)
    return wanted.where(col(Resource.offered_at) >= first, col(Resource.offered_at) < last)


def _signed(year: int | None) -> SelectOfScalar[int | None]:
    wanted = (
        select(col(AgreementParty.organisation_id))
        .join(Agreement, col(Agreement.id) == AgreementParty.agreement_id)
        .where(col(Agreement.status).in_(MADE), col(AgreementParty.organisation_id).is_not(None))
    )
    if year is None:
        return wanted
    return wanted.where(col(Agreement.signed_on) >= date(year, 1, 1), col(Agreement.signed_on) <= date(year, 12, 31))


def _bounds(year: int) -> tuple[datetime, datetime]:
    """Return the first moment of a year and of the next, in Asia/Shanghai."""
    return at_shanghai(date(year, 1, 1)), at_shanghai(date(year + 1, 1, 1))
