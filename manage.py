#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL and REDIS_URL it works on the demo's database."""

import os
import sys


def main() -> int:
    from config.embedded.attach import servers_for
    from config.embedded.processes import Stopped
    from config.embedded.state import StartProblem

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with servers_for(sys.argv):
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except StartProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except Stopped as stopped:
        return 128 + stopped.signal
    return 0


if __name__ == "__main__":
    sys.exit(main())
