"""What the encoder learns from: the dictionary of occupations, O*NET titles, a centre's matches."""
