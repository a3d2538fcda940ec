"""A liaison claims an item for the own organisation and sees what became of earlier claims."""

from dashboard.i18n import gettext as _
from dashboard.services import claims
from dashboard.ui import frame, session
from dashboard.ui.claims import form, lists

ctx = session.context()
frame.title(_("Claim an item"), _("Choose an item, say what your organisation offers, check it, and send it."))
fit = claims.open_for_claim(ctx)
chosen = next((need for need in fit if need.id == session.get("claim.need")), None)
if chosen is not None:
    form.claiming(chosen, ctx.today())
else:
    form.sent()
    lists.open_items(fit)
    lists.mine(claims.mine(ctx))
