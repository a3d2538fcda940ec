"""Which rule is offered first for the votes of a body?"""

from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context
from dashboard.services.decision_rules.reading import rule_named
from dashboard.services.once import repeated
from models.organisation import Body


def offer_first(ctx: Context, body_code: str, code: str, *, key: str | None = None) -> None:
    """Let a body vote under this rule unless another is chosen; its quorum also decides whether a meeting can vote.

    Motions that were put keep the rule they were put under.

    Raises:
        NotFound: there is no such body.
        BadInput: the body cannot vote under the rule (field ``preset``).
    """
    with ctx.writing(P.HOUSE_RULES) as unit:
        body = unit.get(Body, body_code)
        if repeated(unit, key) is not None:
            return
        rule_named(unit.session, code, body=body_code, on=unit.today)
        before, body.preset = body.preset, code
        unit.session.add(body)
        unit.audit("body.offer_first", f"body/{body_code}", before=before, after=code)
        unit.remember(key, code)
