"""The parts of the project pages."""
