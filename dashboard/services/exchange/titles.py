"""What is each list called?"""

from collections.abc import Mapping

from dashboard.i18n import N_

TITLES: Mapping[str, str] = {
    "needs": N_("Needs list"),
    "resources": N_("Resources list"),
    "claims": N_("Claims"),
    "projects": N_("Projects"),
    "members": N_("Member organisations"),
    "decisions": N_("Decisions"),
}
"""Kind of list -> its name, translated where it is shown."""
