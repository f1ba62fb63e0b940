"""Makes golden.pt and golden.json with Python's torch: a module that the server's own libtorch must read and run alike.

Run it in this folder to make them anew; 1.13 wrote the committed ones, since .pt files travel upward only.
"""
import json

import torch


class Golden(torch.jit.ScriptModule):
    def __init__(self):
        super().__init__()
        self.items = torch.nn.Embedding(20, 6)
        self.top = torch.nn.Sequential(torch.nn.Linear(10, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))


torch.manual_seed(17)
module = Golden().eval()
# From text, so that the archive does not quote where this file lies.
module.define("""
def score(self, rows, dense):
    return torch.sigmoid(self.top(torch.cat([self.items(rows), dense], dim=1)).squeeze(1))
""")
rows, dense = torch.randint(0, 20, (12,)), torch.randn(12, 4)
module.save("golden.pt")
with torch.no_grad():
    output = module.score(rows, dense)
with open("golden.json", "w", encoding="utf-8") as file:
    json.dump({"rows": rows.tolist(), "dense": dense.flatten().tolist(), "output": output.tolist()}, file, indent=1)
    file.write("\n")
