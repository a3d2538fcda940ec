"""The secretariat sees every house rule and changes the ones that must be otherwise here."""

from dashboard.i18n import gettext as _
from dashboard.services import house_rules
from dashboard.ui import frame, session
from dashboard.ui.roster import house_rules as forms

ctx = session.context()
frame.title(
    _("House rules"),
    _(
        "Rules of this committee, not law. A change is in force at once and stands in the audit trail with the old "
        "value; votes and minutes that exist keep the values they were made with."
    ),
)
for one in house_rules.house_rules(ctx):
    forms.rule(one)
