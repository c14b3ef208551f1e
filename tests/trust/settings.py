"""Settings of a worker: the real ones, in the folder the harness made."""

import os
from pathlib import Path

from jifen.cli.site.home import prepare_home

prepare_home(Path(os.environ["JIFEN_HOME"]))

from jifen.config.settings import *  # noqa: E402, F403 -- the folder must stand first
