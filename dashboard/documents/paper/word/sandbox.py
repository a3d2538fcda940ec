"""What may a Word template do, now that anybody of the office may edit one?

It may print the words of the paper, ask for them in an ``if`` and go through them in a ``for``. Nothing else: no call,
no arithmetic, no macro, no file, and no loop that takes longer than the paper is long.
"""

from docxtpl import InlineImage
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.For, nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Test,
)  # fmt: skip
TESTS = {"defined", "undefined", "none", "string", "number"}
RESERVED = {"self", "super", "caller", "varargs", "kwargs"}
DEEPEST = 3
"""Loops inside each other: blocks, their rows, the cells of a row."""


class Sandbox(SandboxedEnvironment):
    """A jinja in which a form, edited by anybody, reaches nothing but its words."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=literal)
        self.globals.clear()
        self.filters.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _refuse(tree, ())
        return tree


def literal(value: object) -> object:
    """Return text that neither XML nor docxtpl reads: docxtpl turns ``{_{`` into ``{{`` after rendering."""
    if isinstance(value, InlineImage):
        return value
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 (escaped here)


def _refuse(node: nodes.Node, loops: tuple[set[str], ...]) -> None:
    """Raise where a template does more than print, ask and go through its words."""
    for child in node.iter_child_nodes():
        allowed = isinstance(child, ALLOWED) and (not isinstance(child, nodes.Test) or child.name in TESTS)
        if not allowed or (isinstance(child, nodes.Name) and child.name in RESERVED):
            raise TemplateSyntaxError(type(child).__name__, getattr(child, "lineno", 1))
        if isinstance(child, nodes.For):
            _refuse_long(child, loops)
            _refuse(child, (*loops, _named(child.target)))
        else:
            _refuse(child, loops)


def _refuse_long(loop: nodes.For, loops: tuple[set[str], ...]) -> None:
    """Let a loop inside another one only go through what the outer one holds."""
    walked = _root(loop.iter)
    inside = any(walked in names for names in loops)
    if loop.recursive or walked is None or len(loops) >= DEEPEST or (loops and not inside):
        raise TemplateSyntaxError("for", loop.lineno)


def _named(target: nodes.Node) -> set[str]:
    one = {target.name} if isinstance(target, nodes.Name) else set()
    return one | {name.name for name in target.find_all(nodes.Name)}


def _root(node: nodes.Node) -> str | None:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None
