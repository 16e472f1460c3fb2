"""The generated documents: what the code already says, made readable. `python -m tools.docs` writes, `--check` compares."""
