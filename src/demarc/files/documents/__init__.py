"""Reading prose: PDF, Word, HTML, Markdown and plain text as blocks with their page and place."""
