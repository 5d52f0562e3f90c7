"""SecantusDB on one folder. Arguments: data folder, port (0: any).

Logs "listening on 127.0.0.1:PORT" to standard error; ends when standard input closes.
"""

import os
import signal
import sys
import threading

from secantus.cli import main


def end_with_the_parent() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_the_parent, daemon=True).start()
sys.exit(main([
    "--host", "127.0.0.1",
    "--port", sys.argv[2],
    "--storage-path", sys.argv[1],
    "--cache-size", "256M",
    "--log-level", "INFO",
]))  # fmt: skip
