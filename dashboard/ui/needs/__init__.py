"""The parts of the pages about the claim list: finding, reading, proposing, completing and screening items."""
