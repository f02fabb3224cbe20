"""The program's start: ``python -m assistant`` is the same as ``cewen``.

The imports are inside, so that Ctrl-C during them ends the program as it does later.
"""

import gc
import signal
import sys


def main() -> int:
    """Run the command line and return the exit code."""
    try:
        gc.disable()  # nothing of what is imported is garbage
        from assistant.cli import main as run

        gc.enable()
        return run()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: nothing is left to stop
        print("已中断。", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
