"""The matching itself: records in, ranked and explained matches out."""
