"""``python -m dashboard …``: the same as the command line in ``dashboard.cli``."""

from dashboard.cli import main

main()
