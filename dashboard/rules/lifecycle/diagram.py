"""What does a life look like, drawn from its table of moves?"""

from dashboard.rules.lifecycle import LIVES


def mermaid(kind: str) -> str:
    """Return the life of a thing (a key of ``LIVES``) as a Mermaid state diagram, one line a move."""
    lines = [f"    {before} --> {step.to}: {action}" for (before, action), step in LIVES[kind].items()]
    return "\n".join(["stateDiagram-v2", *lines])
