"""Text into vectors, vectors and tokens into neighbours; knows ids and strings, nothing else."""
