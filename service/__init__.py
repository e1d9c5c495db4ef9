"""Everyone who asks, and how they are answered."""
