"""What the page of the archive shows: writing the archive of a year, checking one, how to restore it."""
