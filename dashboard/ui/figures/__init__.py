"""The figures and the three lists, as everybody sees them."""
