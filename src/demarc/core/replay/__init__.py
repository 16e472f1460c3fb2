"""What happened to custody in an export of past events: hand-offs, returns, offers and waits."""
