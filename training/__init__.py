"""Trains the encoder with its heads: `python -m training --data FOLDER`; never imported by `communique`."""
