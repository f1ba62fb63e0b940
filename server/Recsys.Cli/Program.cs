using Recsys.Cli;

return await RecsysCommandLine.RunAsync(args);
