"""Read what a chart draws from its specification."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Layer(NamedTuple):
    """One layer: its mark, its encodings, and the rows it draws."""

    mark: dict[str, Any]
    encoding: dict[str, Any]
    rows: list[dict[str, Any]]

    def texts(self):
        return [row[self.encoding["text"]["field"]] for row in self.rows]


def layers(chart) -> list[Layer]:
    """Return all layers, bottom first."""
    spec = chart.to_dict()
    return list(_flat(spec, spec["datasets"]))


def _flat(part: dict[str, Any], datasets: dict[str, Any]) -> Iterator[Layer]:
    for inner in part.get("layer", []):
        yield from _flat({"data": part.get("data"), **inner}, datasets)
    if "mark" in part:
        yield Layer(part["mark"], part["encoding"], datasets[part["data"]["name"]])


def marked(chart, kind: str, **wanted) -> list[Layer]:
    """Return the layers of one kind of mark whose mark says ``wanted``."""
    found = [layer for layer in layers(chart) if layer.mark["type"] == kind]
    return [layer for layer in found if all(layer.mark.get(name) == value for name, value in wanted.items())]


def texts(chart) -> list[str]:
    """Return all words and numbers written on the chart."""
    return [text for layer in layers(chart) if "text" in layer.encoding for text in layer.texts()]
