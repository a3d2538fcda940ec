"""The archive of a year: written so that people can read it without the program, checked, and restored."""

from dashboard.services.archive.creating import create, years
from dashboard.services.archive.restoring import restore
from dashboard.services.archive.shapes import Created, Restored, Verified
from dashboard.services.archive.verifying import verify

__all__ = ["Created", "Restored", "Verified", "create", "restore", "verify", "years"]
