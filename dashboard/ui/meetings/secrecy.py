"""What a secret ballot protects against and what not, told where somebody votes, holds a key or chooses the way."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services.votes import secret


def limits() -> None:
    """Offer to read what secrecy rests on, and when to take paper."""
    with st.expander(_("What secrecy protects against, and what not"), icon=":material/shield:", key="secrecy"):
        st.markdown(bullets(secret.PROTECTS))
        st.markdown("**" + _("It does not protect against") + "**\n\n" + bullets(secret.DOES_NOT_PROTECT))
        st.markdown(bullets(secret.TAKE_PAPER))


def bullets(sentences: tuple[str, ...]) -> str:
    """Return sentences as a list in Markdown, in the language spoken now."""
    return "\n".join(f"- {_(sentence)}" for sentence in sentences)


def receipt_proves() -> None:
    """Say what a receipt is good for."""
    st.caption(
        _(
            "After the count, all receipts are listed with the result. Yours among them proves that your ballot was "
            "counted; it cannot show how you voted, to you or to anybody."
        )
    )
