"""The parts of the claim pages."""
