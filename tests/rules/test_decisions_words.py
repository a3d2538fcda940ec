"""Rules and verdicts as the office would say them."""

import pytest
from hypothesis import given

from dashboard.i18n import LANGUAGES, speaking
from dashboard.rules.decisions import PRESETS, Condition, Counts, Rule, decide, in_words, verdict_in_words
from tests.rules.decision_strategies import rules

CHINESE = {
    "P1": "应到委员半数以上到会有效，赞成票超过应到委员半数为通过",
    "P2": "应到委员三分之二以上到会有效，赞成票超过应到委员半数为通过",
    "P3": "应到有表决权的党员半数以上到会有效，赞成票超过应到有表决权的党员半数为通过",
    "P4": "到会人数超过全体居民（代表）半数有效，赞成票超过到会居民（代表）半数为通过",
    "P5": "到会人数超过全体委员半数有效，赞成票超过全体委员半数为通过",
    "P6": "全体业主三分之二以上参与表决且参与表决专有部分面积占专有部分总面积三分之二以上有效，"
    "赞成票超过参与表决的业主半数且赞成专有部分面积超过参与表决专有部分面积半数为通过",
    "P7": "全体业主三分之二以上参与表决且参与表决专有部分面积占专有部分总面积三分之二以上有效，"
    "赞成票占参与表决的业主四分之三以上且赞成专有部分面积占参与表决专有部分面积四分之三以上为通过",
    "P8": "应到党员三分之二以上到会有效，赞成票占到会党员半数以上为通过",
    "P9": "到会人数超过应到选举人五分之四有效，赞成票超过到会选举人半数为通过",
}


def stored(
    passing: list[tuple[str, str, int, int]], quorum: list[tuple[str, str, str, int, int]] | None = None
) -> Rule:
    """Return a custom rule by heads from (base, op, fraction) and (of, base, op, fraction)."""

    def condition(of: str, base: str, op: str, numerator: int, denominator: int) -> dict[str, object]:
        facts = {"of": of, "base": base, "op": op, "numerator": numerator, "denominator": denominator}
        return {"measure": "heads", **facts}

    return Rule.from_json(
        {
            "code": "P10",
            "quorum": [condition(*one) for one in quorum or []],
            "pass": [condition("for", *one) for one in passing],
        }
    )


@pytest.mark.parametrize("code", PRESETS)
def test_a_preset_is_one_chinese_sentence(code: str) -> None:
    with speaking("zh_CN"):
        assert in_words(PRESETS[code]) == CHINESE[code]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (stored([("decisive", ">", 1, 2)]), "赞成票超过赞成与反对合计票数半数为通过"),
        (stored([("entitled", ">=", 1, 2)]), "赞成票占应到成员半数以上为通过"),
        (stored([("valid", ">=", 66, 100)]), "赞成票占有效票的66%以上为通过"),
        (
            stored([("cast", ">", 13, 20)], [("cast", "present", ">=", 4, 6)]),
            "到会成员三分之二以上参与表决有效，赞成票超过参与表决的成员的13/20为通过",
        ),
        (
            stored([("entitled", ">=", 1, 1)], [("present", "entitled", ">=", 1, 1)]),
            "到会人数等于应到成员的全部有效，赞成票等于应到成员的全部为通过",
        ),
    ],
)
def test_a_custom_rule_is_one_chinese_sentence(rule: Rule, sentence: str) -> None:
    with speaking("zh_CN"):
        assert in_words(rule) == sentence


def test_a_rule_names_the_body_it_is_told() -> None:
    with speaking("zh_CN"):
        assert in_words(PRESETS["P1"], who="成员单位") == (
            "应到成员单位半数以上到会有效，赞成票超过应到成员单位半数为通过"
        )


def test_a_rule_is_one_english_sentence() -> None:
    with speaking("en"):
        assert in_words(PRESETS["P1"]) == (
            "valid if at least half of the members who should attend are present; "
            "carried if the votes for are more than half of the members who should attend"
        )
        assert in_words(PRESETS["P4"]) == (
            "valid if the people present are more than half of all residents or their representatives; "
            "carried if the votes for are more than half of the residents or their representatives present"
        )


SPOKEN = [
    ((11, 9, 5, 3, 1), "应到11人，实到9人，赞成5票，反对3票，弃权1票；需6票，差1票，未通过"),
    ((11, 10, 9, 0, 1), "应到11人，实到10人，赞成9票，反对0票，弃权1票；需6票，多3票，通过"),
    ((11, 9, 6, 1, 0), "应到11人，实到9人，赞成6票，反对1票，弃权0票，未表决2人；需6票，刚好达到，通过"),
    ((11, 5, 0, 0, 0), "应到11人，实到5人；法定人数6人，差1人，未达法定人数"),
    (
        (54, 47, 31, 9, 5, 1),
        "应到54人，实到47人，赞成31票，反对9票，弃权5票，无效1票，未表决1人；需28票，多3票，通过",
    ),
    ((0, 0, 0, 0, 0), "应到0人，实到0人，赞成0票，反对0票，弃权0票；计算基数为零，无法得出结果"),
]


@pytest.mark.parametrize(("heads", "sentence"), SPOKEN)
def test_a_verdict_is_one_chinese_sentence(heads: tuple[int, ...], sentence: str) -> None:
    counts = Counts(*heads)
    with speaking("zh_CN"):
        assert verdict_in_words(PRESETS["P1"], counts, decide(PRESETS["P1"], counts)) == sentence


def test_a_verdict_is_one_english_sentence() -> None:
    counts = Counts(11, 9, 5, 3, 1)
    with speaking("en"):
        assert verdict_in_words(PRESETS["P1"], counts, decide(PRESETS["P1"], counts)) == (
            "Should attend 11, present 9, for 5, against 3, abstained 1; 6 needed, 1 short, not carried"
        )


@pytest.mark.parametrize(
    ("code", "counts", "ending"),
    [
        (
            "P7",
            Counts(412, 318, 251, 60, 7, 0, 2_431_050, 1_842_060, 1_469_020, 300_000, 73_040),
            "需239人、13,815.45平方米，多12人、874.75平方米，通过",
        ),
        (
            "P7",
            Counts(12, 12, 9, 3, 0, 0, 80_000, 80_000, 47_000, 33_000, 0),
            "需9人、600.00平方米，差130.00平方米，未通过",
        ),
        (
            "P6",
            Counts(412, 218, 151, 60, 7, 0, 2_431_050, 1_842_060, 1_469_020, 300_000, 73_040),
            "参与表决须达275人、16,207.00平方米，差57人，未达法定人数",
        ),
    ],
)
def test_an_owners_verdict_names_people_and_area(code: str, counts: Counts, ending: str) -> None:
    with speaking("zh_CN"):
        sentence = verdict_in_words(PRESETS[code], counts, decide(PRESETS[code], counts))
    assert sentence.split("；")[1] == ending


def test_an_owners_tally_names_who_took_part() -> None:
    counts = Counts(18, 12, 9, 3, 0, 0, 108_480, 72_000, 54_000, 18_000, 0)
    with speaking("zh_CN"):
        sentence = verdict_in_words(PRESETS["P7"], counts, decide(PRESETS["P7"], counts))
    assert sentence == (
        "应参与表决18人、1,084.80平方米，参与表决12人、720.00平方米，赞成9人、540.00平方米，"
        "反对3人、180.00平方米，弃权0人、0.00平方米；参与表决须达12人、723.20平方米，差3.20平方米，未达法定人数"
    )


def test_a_missed_quorum_names_the_condition_that_failed() -> None:
    rule = stored([("entitled", ">", 1, 2)], [("present", "entitled", ">=", 1, 2), ("cast", "present", ">=", 2, 3)])
    counts = Counts(11, 6, 3, 0, 0)
    with speaking("en"):
        assert verdict_in_words(rule, counts, decide(rule, counts)) == (
            "Entitled 11, present 6, took part 3, for 3, against 0, abstained 0; 4 must take part, 1 short, no quorum"
        )


@given(rule=rules())
def test_any_rule_has_a_sentence_of_its_own_in_every_language(rule: Rule) -> None:
    counts = Counts(9, 8, 3, 2, 1, 1, 900, 800, 300, 200, 100, 100)
    for language in LANGUAGES:
        with speaking(language):
            sentence = in_words(rule)
            verdict = verdict_in_words(rule, counts, decide(rule, counts))
        assert "%(" not in sentence + verdict
        assert "\n" not in sentence + verdict


def test_half_and_more_than_half_never_sound_the_same() -> None:
    def rule(op: str) -> Rule:
        return stored([("entitled", op, 1, 2)])

    for language in LANGUAGES:
        with speaking(language):
            assert in_words(rule(">")) != in_words(rule(">="))


def test_every_meaning_of_a_condition_has_other_words() -> None:
    every = [
        Condition(measure=measure, base=base, of="for", numerator=1, denominator=2, op=op)
        for measure in ("heads", "weight")
        for base in ("entitled", "present", "cast", "valid", "decisive")
        for op in (">", ">=")
    ]
    for language in LANGUAGES:
        with speaking(language):
            assert len({in_words(Rule("P10", (), (one,))) for one in every}) == len(every)
