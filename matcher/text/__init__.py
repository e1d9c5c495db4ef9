"""Text (텍스트): what of a record may be read by a machine, by kind and without identity."""
