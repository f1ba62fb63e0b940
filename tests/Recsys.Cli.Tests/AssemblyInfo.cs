// Tests read what commands print, and a process has one console.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
