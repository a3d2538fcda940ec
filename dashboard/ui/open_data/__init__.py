"""What the page about open data is made of."""
