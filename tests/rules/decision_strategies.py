"""Any decision rule that may be written down, for hypothesis."""

from hypothesis import strategies as st

from dashboard.rules.decisions import BASES, MEASURES, OPS, Condition, Counted, Rule

AGAINST = {"for": BASES, "cast": ("entitled", "present"), "present": ("entitled",)}


@st.composite
def conditions(draw: st.DrawFn, of: Counted | None = None) -> Condition:
    counted = of or draw(st.sampled_from(("cast", "present")))
    denominator = draw(st.integers(1, 120))
    numerator = draw(st.integers(1, denominator))
    return Condition(
        measure=draw(st.sampled_from(MEASURES)),
        base=draw(st.sampled_from(AGAINST[counted])),
        of=counted,
        numerator=numerator,
        denominator=denominator,
        op=draw(st.sampled_from(OPS)) if numerator < denominator else ">=",
    )


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    quorum = draw(st.lists(conditions(), max_size=3))
    passing = draw(st.lists(conditions(of="for"), min_size=1, max_size=3))
    return Rule(draw(st.sampled_from(("P1", "P5", "P6", "P10"))), tuple(quorum), tuple(passing))
