"""Decision rules: the list, the editor with its preview, the history, and what each body votes under first."""
