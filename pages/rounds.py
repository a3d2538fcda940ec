"""The secretariat opens and closes claim rounds, and sees what came of each."""

from dashboard.i18n import gettext as _
from dashboard.services.needs import rounds
from dashboard.services.needs.desk import desk
from dashboard.ui import frame, session
from dashboard.ui.needs import rounds as drawn
from models.enums import NeedStatus, RoundStatus

ctx = session.context()
frame.title(
    _("Claim rounds"),
    _("The needs list is published by quarter. When a round closes, what nobody claimed can go into the next one."),
)
found = rounds.rounds(ctx)
open_ = [one for one in found if one.status is RoundStatus.OPEN]
for one in open_:
    drawn.running(one, ctx.today())
if not open_:
    drawn.opening(ctx, rounds.quarters_to_open(ctx), desk(ctx, [NeedStatus.ON_LIST]), desk(ctx, [NeedStatus.UNCLAIMED]))
drawn.over([one for one in found if one.status is RoundStatus.CLOSED])
