"""Writing the archive of a year, with what it came to and the button that takes it away."""

import shutil
import weakref
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from dashboard.i18n import gettext as _
from dashboard.services import archive
from dashboard.services.archive import Created
from dashboard.services.context import Context
from dashboard.ui import feedback, files, frame, session


@dataclass(eq=False)
class Made:
    """An archive that waits to be taken away; its folder goes with the visit."""

    folder: Path
    created: Created

    def __post_init__(self) -> None:
        weakref.finalize(self, shutil.rmtree, self.folder, True)


def making(ctx: Context) -> None:
    """Draw the choice of the year, and the archive once it is written."""
    with feedback.refusals():
        years = archive.years(ctx)
    if not years:
        frame.empty(_("Nothing is kept yet, so there is nothing to archive."))
        return
    now = ctx.today().year
    index = years.index(now) if now in years else 0
    st.selectbox(_("Year"), years, index=index, key="archive_year")
    st.button(_("Write the archive"), key="archive_create", type="primary", on_click=_wish, icon=":material/archive:")
    if (year := session.pop("archive.wish")) is not None:
        _write(ctx, year)
    if (made := session.get("archive.made")) is not None:
        _taking(made)


def _wish() -> None:
    """Note the wish; the page carries it out where it can show how far the work is."""
    session.put("archive.wish", session.widget("archive_year"))
    session.pop("archive.made")


def _write(ctx: Context, year: int) -> None:
    folder = Path(mkdtemp(prefix="riverside-archive-"))
    bar = st.progress(0.0, _("Writing the archive"))
    try:
        with feedback.refusals():
            created = archive.create(
                ctx, year, folder / f"riverside-{year}.zip", progress=lambda share: _move(bar, share)
            )
            session.put("archive.made", Made(folder, created))
    finally:
        bar.empty()
        if session.get("archive.made") is None:
            shutil.rmtree(folder, ignore_errors=True)


def _move(bar: st.delta_generator.DeltaGenerator, share: float) -> None:
    bar.progress(min(share, 1.0), _("Writing the archive"))


def _taking(made: Made) -> None:
    told = made.created
    words = {"year": told.year, "files": told.files, "rows": told.rows, "size": f"{told.size / 1e6:.1f}"}
    st.success(
        _("The archive of %(year)s is written: %(files)s files, %(rows)s rows, %(size)s MB.") % words,
        icon=":material/check_circle:",
    )
    st.caption(_("SHA-256 of the list of files: %(sha256)s") % {"sha256": told.sha256})
    files.offer(
        _("Download the archive"),
        told.path.read_bytes,
        name=told.path.name,
        media_type="application/zip",
        key="archive_download",
    )
