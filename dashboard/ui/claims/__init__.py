"""The parts of the claim pages."""

from dashboard.ui.claims.gaps import gap as gap
