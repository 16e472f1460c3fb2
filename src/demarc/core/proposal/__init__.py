"""What a provider's proposal promises and hides: passages found and graded by rules, with quotes; nothing is inferred."""
