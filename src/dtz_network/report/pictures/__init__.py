"""Pictures of documents: what is drawn of an answer, with the caption and the words that say the same."""
