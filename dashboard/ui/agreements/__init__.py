"""The parts of the pages on co-building agreements."""
