"""What stands before every route: who may ask, how much, for how long; problems."""
