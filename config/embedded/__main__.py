"""The command line: `demo [--until-parent-ends]` or `run -- COMMAND`."""

import signal
import sys


def main() -> int:
    from config.embedded.processes import Stopped, end_on_stop_signals
    from config.embedded.state import StartProblem

    end_on_stop_signals()
    arguments = sys.argv[1:]
    try:
        if arguments[:1] == ["demo"] and set(arguments[1:]) <= {"--until-parent-ends"}:
            from config.embedded.demo import demo

            return demo(until_parent_ends="--until-parent-ends" in arguments)
        if arguments[:2] == ["run", "--"] and len(arguments) > 2:
            from config.embedded.run import run

            return run(arguments[2:])
    except StartProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except Stopped as stopped:
        return 128 + stopped.signal
    print("Usage: python -m config.embedded demo [--until-parent-ends] | run -- COMMAND", file=sys.stderr)
    return 2


if __name__ == "__main__":
    # Before the other imports: an early Ctrl-C ends this in silence, not in a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(main())
