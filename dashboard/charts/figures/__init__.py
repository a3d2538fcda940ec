"""What becomes of the items of the claim list: flow, waiting times, topics, money, places, contributions?"""

from dashboard.charts.figures.clocks import describe_promise_bars, promise_bars
from dashboard.charts.figures.funnel import describe_funnel, funnel
from dashboard.charts.figures.giving import describe_giving_bars, giving_bars
from dashboard.charts.figures.heat import describe_topic_heat, topic_heat
from dashboard.charts.figures.money import describe_money_bars, money_bars
from dashboard.charts.figures.tiles import area_tiles, describe_area_tiles

__all__ = [
    "area_tiles",
    "describe_area_tiles",
    "describe_funnel",
    "describe_giving_bars",
    "describe_money_bars",
    "describe_promise_bars",
    "describe_topic_heat",
    "funnel",
    "giving_bars",
    "money_bars",
    "promise_bars",
    "topic_heat",
]
