"""Parts of the page of public notices."""
