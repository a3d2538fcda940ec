"""The parts of the page on resource cards."""
