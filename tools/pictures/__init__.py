"""Pictures of every page, to be looked at by a person, with the checks a machine can make while it is there."""
