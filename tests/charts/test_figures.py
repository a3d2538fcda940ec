"""Charts of the figures say in words and numbers what they show, and leave nothing to colour alone."""

import pandas as pd
import pytest

from dashboard.charts import figures, theme
from dashboard.charts.figures.heat import MOST_QUARTERS, SHADES
from tests.charts.reading import marked, texts


def flow():
    return pd.DataFrame(
        [
            ("Submitted", 10, "", "", None, None),
            ("Accepted", 8, "80.0%", "4 days", 1, 4),
            ("Claimed", 3, "37.5%", "not yet reached by half", 5, None),
            ("Completed", 2, "66.6%", "90 days", 0, 90),
        ],
        columns=["step", "items", "kept", "median", "on_their_way", "median_days"],
    )


def test_funnel_writes_share_median_and_open_items_under_every_step():
    (bars,) = marked(figures.funnel(flow()), "bar")
    assert [row["items"] for row in bars.rows] == [10, 8, 3, 2]
    assert [row["words"] for row in bars.rows] == [
        "",
        "kept 80.0% · median 4 days · 1 still on their way",
        "kept 37.5% · median not yet reached by half · 5 still on their way",
        "kept 66.6% · median 90 days",
    ]
    assert "▲ takes longest" in texts(figures.funnel(flow()))
    assert figures.describe_funnel(flow()) == (
        "Of 10 items submitted: Accepted 8, Claimed 3, Completed 2. “Completed” takes longest: median 90 days."
    )


def promises():
    return pd.DataFrame(
        [("Q1 2026", 20, "20 days", 15, 9, 3, 1, 1), ("Q2 2026", None, "not yet reached by half", 15, 6, 2, 4, 0)],
        columns=["label", "median_days", "median", "limit", "started", "kept", "on_their_way", "beyond"],
    )


def test_promises_mark_the_limit_and_say_what_is_not_reached():
    chart = figures.promise_bars(promises())
    _track, kept, late = marked(chart, "bar")
    assert (kept.rows, [row["label"] for row in late.rows]) == ([], ["Q1 2026"])
    assert late.mark["color"] == theme.VERMILLION
    (limit,) = marked(chart, "tick")
    assert [row["limit"] for row in limit.rows] == [15, 15]
    assert "3 of 9 within 15 days · 1 still on their way · 1 of them late" in texts(chart)
    assert "not yet reached by half" in texts(chart)
    assert figures.describe_promise_bars(promises()) == (
        "5 of 15 cases within 15 days; in Q2 2026 the median was: not yet reached by half."
    )


def topics(quarters: int = 2):
    return pd.DataFrame(
        [
            (name, f"20{20 + number // 4}Q{number % 4 + 1}", items)
            for name, items in (("Lighting", 0), ("Wall", 5))
            for number in range(quarters)
        ],
        columns=["category", "quarter", "items"],
    )


def test_topics_write_every_number_in_its_cell():
    chart = figures.topic_heat(topics())
    (cells,) = marked(chart, "rect")
    assert [(row["row"], row["column"], row["items"]) for row in cells.rows] == [
        (0, "2020 Q1", 0), (1, "2020 Q1", 5), (0, "2020 Q2", 0), (1, "2020 Q2", 5),
    ]  # fmt: skip
    assert [row["fill"] for row in cells.rows][:2] == [SHADES[0], SHADES[-1]]
    assert figures.describe_topic_heat(topics()) == "10 items in 2 quarters; most often: Wall 10, Lighting 0."


def test_topics_draw_the_last_quarters_only():
    (cells,) = marked(figures.topic_heat(topics(MOST_QUARTERS + 3)), "rect")
    assert len({row["column"] for row in cells.rows}) == MOST_QUARTERS


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("chart", ["heat", "tiles"])
def test_words_on_every_shade_can_be_read(chart):
    if chart == "heat":
        frame = pd.DataFrame([("A", f"2026Q{n + 1}", n) for n in range(4)], columns=["category", "quarter", "items"])
        cells = marked(figures.topic_heat(frame), "rect")[0].rows
    else:
        frame = pd.DataFrame(
            {"name": list("abcde"), "value": [0, 1, 2, 3, None], "above": "", "value_text": list("abcde")}
        )
        cells = marked(figures.area_tiles(frame), "rect")[0].rows
    for cell in cells:
        lighter, darker = sorted((luminance(cell["fill"]), luminance(cell["ink"])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, cell["fill"]


def money():
    return pd.DataFrame(
        [("Fund", 100.01, 80.0, 40.0, "¥100.01", "¥80", "¥40", "39.9%")],
        columns=["label", "approved", "committed", "paid", "approved_text", "committed_text", "paid_text", "share"],
    )


def test_money_stands_in_words_under_its_bars():
    chart = figures.money_bars(money())
    approved, committed, paid = marked(chart, "bar")
    assert [layer.encoding["x"]["field"] for layer in (approved, committed, paid)] == ["approved", "committed", "paid"]
    assert texts(chart) == ["Fund", "39.9% paid", "approved ¥100.01 · committed ¥80 · paid ¥40"]
    assert figures.describe_money_bars(money()) == (
        "In total ¥100.01 approved, ¥80 committed and ¥40 paid: 39.9% of what is approved."
    )


def places():
    return pd.DataFrame(
        {
            "name": list("ABCDE"),
            "value": [3.0, None, 1.0, 0.0, 2.0],
            "value_text": ["3.00", "few", "1.00", "0.00", "2"],
            "above": ["", "North", "", "", ""],
        }
    )


def test_tiles_name_every_area_also_the_hidden_ones():
    chart = figures.area_tiles(places())
    (tiles,) = marked(chart, "rect")
    assert [(row["name"], row["column"], row["row"]) for row in tiles.rows] == [
        ("A", 0, 0), ("B", 1, 0), ("C", 2, 0), ("D", 3, 0), ("E", 0, 1),
    ]  # fmt: skip
    assert texts(chart) == ["A", "B", "C", "D", "E", "", "North", "", "", "", "3.00", "few", "1.00", "0.00", "2"]
    assert figures.describe_area_tiles(places()) == (
        "5 areas, 4 of them with enough cases to be shown. Highest and lowest: A 3.00, D 0.00."
    )


def giving():
    return pd.DataFrame(
        [("One", 3, 1200), ("Two", 0, 5), ("Three", 1, 0)],
        columns=["label", "items", "hours"],
    )


def test_contributions_keep_the_order_and_leave_out_who_took_nothing_on():
    chart = figures.giving_bars(giving())
    (bars,) = marked(chart, "bar")
    assert [row["label"] for row in bars.rows] == ["One", "Three"]
    assert texts(chart) == ["One", "Three", "3 items · 1,200 hours", "1 item"]
    assert figures.describe_giving_bars(giving()) == (
        "2 organisations took items on: 4 claims confirmed, 1,200 volunteer hours reported."
    )


@pytest.mark.parametrize("name", ["funnel", "promise_bars", "topic_heat", "money_bars", "area_tiles", "giving_bars"])
def test_nothing_says_so(name):
    draw, describe = getattr(figures, name), getattr(figures, f"describe_{name}")
    frames = {"funnel": flow, "promise_bars": promises, "topic_heat": topics, "money_bars": money,
              "area_tiles": places, "giving_bars": giving}  # fmt: skip
    empty = frames[name]().head(0)
    assert texts(draw(empty)) == ["There is nothing to draw yet."]
    assert describe(empty) == "There is nothing to draw yet."
