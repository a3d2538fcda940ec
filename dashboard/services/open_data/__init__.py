"""The public record as open data: described tables that anybody may take away."""

from dashboard.services.open_data.package import Dataset, datasets, files, preview, zipped

__all__ = ["Dataset", "datasets", "files", "preview", "zipped"]
