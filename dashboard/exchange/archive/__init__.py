"""The file an archive of a year is: one ZIP that people can read without the program, and the program can restore."""

from dashboard.exchange.archive.reading import ArchiveFile, Manifest, opened
from dashboard.exchange.archive.typed import Column, Schema, Sort, TableSchema
from dashboard.exchange.archive.writing import ArchiveWriter, writing

__all__ = ["ArchiveFile", "ArchiveWriter", "Column", "Manifest", "Schema", "Sort", "TableSchema", "opened", "writing"]
