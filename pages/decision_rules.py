"""The secretariat sees what every decision rule says and asks for, words one anew, and chooses one for each body."""

from dashboard.i18n import gettext as _
from dashboard.services import decision_rules
from dashboard.ui import frame, session
from dashboard.ui.decision_rules import listing

ctx = session.context()
frame.title(
    _("Decision rules"),
    _(
        "When a vote is valid and when a motion is carried. Rules of this committee, not law: a change is a new "
        "version, and votes that were opened keep theirs."
    ),
)
rules, bodies = decision_rules.rules(ctx), decision_rules.bodies(ctx)
listing.draw(rules, bodies)
listing.first_rules(bodies, {body.code: decision_rules.presets(ctx, body.code) for body in bodies})
