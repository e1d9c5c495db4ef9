"""Training an encoder: a smaller vocabulary, pairs of texts that mean the same, and the loop."""
