"""Everything around the pages: rules, use cases, charts, documents, and the process that serves them."""
