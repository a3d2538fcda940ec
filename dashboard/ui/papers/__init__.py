"""The papers of a meeting, and those for everybody, to take away."""
