using Dataflow.Mutants;
using Xunit.Runner.InProc.SystemConsole;

return args switch
{
    ["try", .. var options] => await new Trial(new TrialOptions(options)).RunAsync(),
    ["show", .. var options] => new ScoreTable(new TrialOptions(options)).Show(),
    ["worker", .. var tests] => await new Worker(tests).RunAsync(),
    _ when args.Contains("--server") =>
        await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
