"""The record of a meeting on its own page and in the meeting room."""
