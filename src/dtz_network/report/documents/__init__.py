"""The finished documents, a module each: which sections they have, in which order, with what is said first."""
