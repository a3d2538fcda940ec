"""What the page about document templates is made of."""
