"""What has each member organisation given so far? By organisation, never by person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Row, Select, func
from sqlalchemy import select as select_many
from sqlmodel import col, select
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
        _add_claims(found, session.execute(_claims(year)))
        for owner in session.exec(_offered(year)):
            found[owner] = replace(found[owner], resources=found[owner].resources + 1)
        for party in filter(None, session.exec(_signed(year))):
            found[party] = replace(found[party], agreements=found[party].agreements + 1)
        members = {unit.id for unit in units if is_member(unit, ctx.today())}
    return [one for key, one in found.items() if key in members or not one.empty]


def contribution_years(ctx: Context) -> list[int]:
    """Return the calendar years in which anything was claimed, the newest first."""
    with ctx.reading(P.PUBLIC_READ) as session:
        first, last = session.exec(select(func.min(Claim.claimed_at), func.max(Claim.claimed_at))).one()
        if first is None or last is None:
            return []
        years = range(_year(last), _year(first) - 1, -1)
        return [year for year in years if session.exec(_of_year(year)).first() is not None]


def _of_year(year: int) -> SelectOfScalar[int]:
    first, last = _bounds(year)
    return select(Claim.id).where(col(Claim.claimed_at) >= first, col(Claim.claimed_at) < last).limit(1)


def _year(moment: datetime) -> int:
    return next(year for year in (moment.year + 1, moment.year) if moment >= at_shanghai(date(year, 1, 1)))


def _claims(year: int | None) -> Select[int, ClaimStatus, int, int, int]:
    """Return the query of organisation, status, number of claims, their value in fen and their hours."""
    wanted = (
        select_many(
            col(Claim.organisation_id),
            col(Claim.status),
            func.count(),
            func.sum(func.coalesce(Claim.value_fen, 0)),
            func.sum(func.coalesce(Claim.volunteer_hours, 0)),
        )
        .where(col(Claim.status).in_(STANDING))
        .group_by(col(Claim.organisation_id), col(Claim.status))
    )
    if year is None:
        return wanted
    first, last = _bounds(year)
    return wanted.where(col(Claim.claimed_at) >= first, col(Claim.claimed_at) < last)


def _add_claims(found: dict[int, Contribution], sums: Iterable[Row[int, ClaimStatus, int, int, int]]) -> None:
    for organisation_id, status, count, value, hours in sums:
        before, sure = found[organisation_id], status in CONFIRMED
        found[organisation_id] = replace(
            before,
            claimed=before.claimed + count,
            confirmed=before.confirmed + (count if sure else 0),
            fulfilled=before.fulfilled + (count if status == ClaimStatus.FULFILLED else 0),
            value_fen=before.value_fen + (int(value) if sure else 0),
            volunteer_hours=before.volunteer_hours + int(hours),
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
