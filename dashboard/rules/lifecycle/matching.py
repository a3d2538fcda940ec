"""How claim rounds, resource cards, agreements and imports move."""

from enum import StrEnum

from dashboard.rules.lifecycle.moves import Move, Moves
from dashboard.rules.permissions import Permission as P
from models.enums import AgreementStatus as G
from models.enums import BatchStatus as B
from models.enums import ResourceStatus as R
from models.enums import RoundStatus as S


class RoundAction(StrEnum):
    OPEN = "open"
    """The first event of every round; not a move."""
    CLOSE = "close"


class ResourceAction(StrEnum):
    OFFER = "offer"
    """The first event of every card; not a move."""
    WITHDRAW = "withdraw"
    RENEW = "renew"


class AgreementAction(StrEnum):
    DRAFT = "draft"
    """The first event of every agreement; not a move."""
    SIGN = "sign"
    END = "end"
    TERMINATE = "terminate"
    DROP = "drop"


class BatchAction(StrEnum):
    ENTER = "enter"
    """The first event of every import; not a move."""
    UNDO = "undo"


ROUND_MOVES: Moves = {(S.OPEN, RoundAction.CLOSE): Move(S.CLOSED, P.NEED_SCREEN)}

RESOURCE_MOVES: Moves = {
    (R.OFFERED, ResourceAction.WITHDRAW): Move(R.WITHDRAWN, P.RESOURCE_OFFER, reason=True),
    (R.WITHDRAWN, ResourceAction.RENEW): Move(R.OFFERED, P.RESOURCE_OFFER),
}

AGREEMENT_MOVES: Moves = {
    (G.DRAFT, AgreementAction.SIGN): Move(G.SIGNED, P.AGREEMENT_KEEP),
    (G.DRAFT, AgreementAction.DROP): Move(G.DROPPED, P.AGREEMENT_KEEP, reason=True),
    (G.SIGNED, AgreementAction.END): Move(G.ENDED, P.AGREEMENT_KEEP),
    (G.SIGNED, AgreementAction.TERMINATE): Move(G.TERMINATED, P.AGREEMENT_KEEP, reason=True),
}

BATCH_MOVES: Moves = {(B.ENTERED, BatchAction.UNDO): Move(B.UNDONE, P.IMPORT_UNDO, reason=True)}
