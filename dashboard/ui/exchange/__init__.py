"""What the pages about files that come and go are made of."""

from dashboard.ui.exchange.taking import downloads

__all__ = ["downloads"]
