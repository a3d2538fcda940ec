"""What a use case may refuse, in one tree; pages show the translated sentence."""

from dashboard.i18n import gettext as _


class DomainError(Exception):
    """The request was understood and refused.

    ``message`` is a translatable sentence (extracted where it is raised) with ``%(name)s``
    placeholders; ``facts`` are their values.
    """

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts

    def __str__(self) -> str:
        return _(self.message) % self.facts if self.facts else _(self.message)


class NotAllowed(DomainError):
    """The actor's role, or relation to the record, does not permit this."""


class NotFound(DomainError):
    """No such record, or none that the actor may see."""


class RuleBroken(DomainError):
    """A rule of procedure says no: wrong status, vote closed, quorum missing."""


class BadInput(DomainError):
    """A field cannot be accepted as typed. ``field`` names the input for the page's error summary."""

    def __init__(self, field: str, message: str, **facts: object) -> None:
        super().__init__(message, **facts)
        self.field = field
