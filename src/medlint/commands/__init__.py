"""The commands, one module each: `add_arguments(parser)` says what a command takes, `run(args)` gives its exit code."""
