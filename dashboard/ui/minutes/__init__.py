"""The parts of the minutes page."""
