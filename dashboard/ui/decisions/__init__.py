"""Parts of the page of the register of decisions."""
