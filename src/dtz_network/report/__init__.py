"""Reports: facts and sentences by rule as one value, rendered to Markdown and HTML."""
