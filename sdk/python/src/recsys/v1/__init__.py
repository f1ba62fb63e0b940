"""The contract's messages, enums and service stubs: ``from recsys.v1 import Interaction``."""

from recsys.gen.recsys.v1 import *  # noqa: F401,F403
from recsys.gen.recsys.v1 import __all__ as __all__
