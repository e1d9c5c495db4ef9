"""The commands of ``ieum``: each parses, makes one call, and prints."""
