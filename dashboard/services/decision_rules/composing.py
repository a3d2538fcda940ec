"""How does the secretariat write a decision rule anew, take it out of use, or take it up again?"""

from collections.abc import Sequence

from sqlmodel import col, select

from dashboard.errors import BadInput, NotFound, RuleBroken
from dashboard.i18n import either
from dashboard.rules.decisions import Condition, Rule, counts_weight
from dashboard.rules.permissions import Permission as P
from dashboard.services.context import Context, Unit
from dashboard.services.decision_rules.reading import weighed_bodies
from dashboard.services.once import repeated, settled
from dashboard.services.typed_text import one_line, public_text
from models.decision import DecisionRule
from models.enums import MotionStatus
from models.motion import Motion
from models.organisation import Body

MOST_CONDITIONS = 6
FIRST_OWN = 10
"""Number of the first rule the secretariat composes itself: P10."""


def compose(
    ctx: Context,
    code: str | None,
    title_zh: str,
    title_en: str,
    quorum: Sequence[Condition],
    passing: Sequence[Condition],
    *,
    key: str | None = None,
) -> str:
    """Write a new version of a rule, or a new rule where ``code`` is ``None``, and return its code.

    Votes that were opened keep the version they were opened under; those that wait are taken under the new one.

    Raises:
        NotFound: there is no rule with this code.
        BadInput: a title is missing or too long, too many conditions, or one that stands in the wrong part.
        RuleBroken: the rule is retired, or nothing was changed.
    """

    def write() -> str:
        with ctx.writing(P.HOUSE_RULES) as unit:
            if (done := repeated(unit, key)) is not None:
                return done
            before = None if code is None else _in_force(unit, code)
            written = Rule(
                _next_code(unit) if before is None else before.code, _few("quorum", quorum), _few("pass_", passing)
            )
            row = DecisionRule(
                code=written.code,
                version=1 if before is None else before.version + 1,
                title_zh=_title("title_zh", title_zh, least=2),
                title_en=_title("title_en", title_en),
                rule=written.to_json(),
                made_at=unit.now,
            )
            _require_change(before, row)
            if counts_weight(written):
                _require_area(unit, written.code)
            unit.add(row)
            unit.audit(
                "decision_rule.compose",
                f"decision_rule/{row.code}",
                version=row.version,
                before=before.rule if before else None,
                after=row.rule,
            )
            unit.remember(key, row.code)
            return row.code

    return settled(write)


def retire(ctx: Context, code: str, reason: str, *, key: str | None = None) -> None:
    """Take a rule out of use; votes that were opened under it stay as they are.

    Raises:
        NotFound: there is no such rule.
        BadInput: no reason was given.
        RuleBroken: it is retired already, a motion waits for its vote under it, or a body votes under it first.
    """
    with ctx.writing(P.HOUSE_RULES) as unit:
        newest = _newest(unit, code)
        if repeated(unit, key) is not None:
            return
        words = public_text("reason", reason, least=2, most=500)
        if newest.retired:
            raise RuleBroken("This rule is retired already.")
        _require_unused(unit, code)
        _again(unit, newest, retired=True)
        unit.audit("decision_rule.retire", f"decision_rule/{code}", version=newest.version + 1, reason=words)
        unit.remember(key, code)


def restore(ctx: Context, code: str, *, key: str | None = None) -> None:
    """Take a retired rule into use again, as it was.

    Raises:
        NotFound: there is no such rule.
        RuleBroken: it is not retired.
    """
    with ctx.writing(P.HOUSE_RULES) as unit:
        newest = _newest(unit, code)
        if repeated(unit, key) is not None:
            return
        if not newest.retired:
            raise RuleBroken("This rule is in use already.")
        _again(unit, newest, retired=False)
        unit.audit("decision_rule.restore", f"decision_rule/{code}", version=newest.version + 1)
        unit.remember(key, code)


def _newest(unit: Unit, code: str) -> DecisionRule:
    query = select(DecisionRule).where(DecisionRule.code == code).order_by(col(DecisionRule.version).desc())
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound("There is no decision rule with this code.", code=code)
    return found


def _in_force(unit: Unit, code: str) -> DecisionRule:
    newest = _newest(unit, code)
    if newest.retired:
        raise RuleBroken("This rule is retired. Take it into use again before you change it.")
    return newest


def _next_code(unit: Unit) -> str:
    codes = unit.session.exec(select(DecisionRule.code).distinct()).all()
    numbers = [int(code[1:]) for code in codes if code[:1] == "P" and code[1:].isdigit()]
    return f"P{max([FIRST_OWN - 1, *numbers]) + 1}"


def _title(field: str, text: str, *, least: int = 0) -> str:
    public_text(field, text, least=least, most=80)
    return one_line(field, text)


def _few(field: str, conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    if len(conditions) > MOST_CONDITIONS:
        raise BadInput(field, "Please keep to %(most)s conditions: nobody can check more.", most=MOST_CONDITIONS)
    if len(set(conditions)) < len(conditions):
        raise BadInput(field, "The same condition stands here twice: take one of them out.")
    return tuple(conditions)


def _require_change(before: DecisionRule | None, row: DecisionRule) -> None:
    same = ("title_zh", "title_en", "rule")
    if before is not None and all(getattr(before, name) == getattr(row, name) for name in same):
        raise RuleBroken("Nothing was changed, so no new version was written.")


def _require_area(unit: Unit, code: str) -> None:
    """Refuse floor area in a rule that a body without it votes under: none of its meetings could vote."""
    weighed = weighed_bodies(unit.session, unit.today)
    for body in unit.session.exec(select(Body).where(Body.preset == code)):
        if body.code not in weighed:
            raise RuleBroken(
                "“%(body)s” votes under this rule, and not all its seats have a floor area. Write a new rule instead.",
                body=either(body.name_zh, body.name_en),
            )


def _require_unused(unit: Unit, code: str) -> None:
    waiting = select(Motion.id).where(Motion.preset == code, Motion.status == MotionStatus.READY)
    if unit.session.exec(waiting).first() is not None:
        raise RuleBroken("A motion waits for its vote under this rule. Vote on it or withdraw it first.")
    body = unit.session.exec(select(Body).where(Body.preset == code)).first()
    if body is not None:
        raise RuleBroken(
            "“%(body)s” votes under this rule unless another is chosen. Give it another rule first.",
            body=either(body.name_zh, body.name_en),
        )


def _again(unit: Unit, newest: DecisionRule, *, retired: bool) -> None:
    """Add the newest version once more, in use or out of it: rows are only ever added."""
    unit.add(
        DecisionRule(
            code=newest.code,
            version=newest.version + 1,
            title_zh=newest.title_zh,
            title_en=newest.title_en,
            rule=newest.rule,
            made_at=unit.now,
            retired=retired,
        )
    )
