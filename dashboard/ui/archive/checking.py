"""Checking an archive that somebody has kept, and how to restore it."""

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import archive
from dashboard.services.archive import Verified
from dashboard.services.context import Context
from dashboard.ui import feedback, frame, session
from dashboard.ui.safe import plain

MOST_MB = 10
"""The server takes no larger uploads."""
CHECK = "python -m dashboard archive verify riverside-2026.zip"
COMMAND = "python -m dashboard archive restore riverside-2026.zip --administrator NAME"


def checking(ctx: Context) -> None:
    """Draw the upload and what checking it found."""
    st.markdown(_("Every file is compared with its digest, and every result is derived anew from the rows."))
    file = st.file_uploader(_("Archive"), type=["zip"], key="archive_file", max_upload_size=MOST_MB)
    if file is None:
        st.caption(_("A larger archive is checked on the server: %(command)s") % {"command": f"`{CHECK}`"})
        return
    known = session.get("archive.checked")
    if known is None or known[0] != file.file_id:
        bar = st.progress(0.0, _("Checking the archive"))
        with feedback.refusals():
            found = archive.verify(ctx, file, progress=lambda share: _move(bar, share))
            known = (file.file_id, found)
            session.put("archive.checked", known)
        bar.empty()
    _report(known[1])


def restoring() -> None:
    """Say how an archive is restored: by command, into an empty database."""
    st.markdown(
        _(
            "An archive is restored by command only, on the server, into an empty database. Nothing is kept unless "
            "every row, number and digest is equal and every vote gives the same result again."
        )
    )
    st.code(COMMAND, language="bash", wrap_lines=True)


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(share, 1.0), _("Checking the archive"))


def _report(found: Verified) -> None:
    if found.sound:
        st.success(
            _("The archive is whole. Every result was derived anew and is equal."), icon=":material/check_circle:"
        )
    else:
        st.error("\n".join(f"- {plain(problem)}" for problem in found.problems), icon=":material/error:")
    frame.facts(
        {
            _("Year"): found.year,
            _("Files"): found.files,
            _("Rows"): found.rows,
            _("Votes counted again"): found.votes,
            _("Minutes compared"): found.minutes,
            _("Version of the database"): found.revision,
        }
    )
    st.caption(_("SHA-256 of the list of files: %(sha256)s") % {"sha256": found.sha256})
