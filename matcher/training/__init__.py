"""What the encoder learns from: the dictionary of occupations, O*NET, ESCO, a centre's matches."""
