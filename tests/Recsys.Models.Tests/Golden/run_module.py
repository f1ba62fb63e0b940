"""Loads a .pt file with Python's torch and prints what a method returns, for the test that compares it with ours.

Arguments: the .pt file, a JSON file of inputs [{"type": "float32" or "int64", "shape": [...], "values": [...]}], the method.
"""
import json
import sys

import torch

path, inputs_path, method = sys.argv[1:]
module = torch.jit.load(path)
with open(inputs_path, encoding="utf-8") as file:
    inputs = [torch.tensor(item["values"], dtype=getattr(torch, item["type"])).reshape(item["shape"]) for item in json.load(file)]
with torch.no_grad():
    print(json.dumps(getattr(module, method)(*inputs).flatten().tolist()))
