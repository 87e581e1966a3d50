using System.CommandLine;
using Dataflow.Cli;
using Dataflow.Cli.Replay;

var root = new RootCommand("Event-time windows over recorded streams.") { ReplayCommand.Create(CommandContext.OfProcess()) };
return await CommandLine.RunAsync(root, args, Console.Error).ConfigureAwait(false);
