"""Papers that leave the office: one model, and a file of it in each format."""
