"""What the Word form of a paper is made of: its sheets, its form, the jail it is filled in, and who may hand one in."""
