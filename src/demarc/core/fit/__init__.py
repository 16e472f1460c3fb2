"""Does co-managed IT fit? Arithmetic and rules over answers; every number is an input."""
