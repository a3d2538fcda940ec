"""The minutes of a meeting as they leave the office: one model, its words, and one file for each format."""
