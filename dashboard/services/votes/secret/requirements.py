"""May a vote be secret?"""

from collections.abc import Sequence

from sqlmodel import select

from dashboard.errors import RuleBroken
from dashboard.services.context import Unit
from dashboard.services.house_rules import value_of
from models.enums import Presence
from models.motion import Elector, Motion
from models.secret import BallotKey

HOLDERS = 2
"""Key holders of a secret vote: the first opens the outer envelopes, the second the inner ones."""


def require_secret(unit: Unit, motion: Motion, electors: Sequence[Elector]) -> None:
    """Refuse to open a secret vote that could not stay secret; asked once rule and electorate are frozen.

    Raises:
        RuleBroken: too few may vote, a key is not drawn yet, or the rule counts floor area.
    """
    if motion.entitled_weight is not None:
        raise RuleBroken("A floor area tells whose ballot it is: choose a rule that counts voters, or a recorded vote.")
    voters = sum(one.presence == Presence.PRESENT and not one.recused for one in electors)
    least = int(value_of(unit.session, "secret_least_voters"))
    if voters < least:
        raise RuleBroken(
            "A secret vote needs at least %(least)s voters in the room, or the count tells who voted how; there are "
            "%(voters)s. Take a recorded vote or one on paper.",
            least=least,
            voters=voters,
        )
    holders = unit.session.exec(select(BallotKey.holder_id).where(BallotKey.motion_id == motion.id)).all()
    concerned = {one.user_id for one in electors if one.recused}
    if concerned & set(holders):
        raise RuleBroken(
            "A key holder of this vote is recused from the item meanwhile. Withdraw the motion, put it again, and let "
            "somebody else draw the key."
        )
    drawn = len(holders)
    if drawn < HOLDERS:
        raise RuleBroken(
            "A secret vote needs two key holders: %(drawn)s of 2 keys are drawn. Let another person draw theirs.",
            drawn=drawn,
        )
