using System.CommandLine;
using System.CommandLine.Parsing;
using Dataflow.Text;

namespace Dataflow.Cli.Options;

/// <summary>Options whose values are specifications: a fault is shown with a caret under its place.</summary>
internal static class SpecificationOption
{
    public static Option<T> Create<T>(string name, string argument, string description, Func<string, T> parse) => new(name)
    {
        Description = description,
        HelpName = argument,
        CustomParser = result => Parse(result, name, parse),
    };

    private static T? Parse<T>(ArgumentResult result, string name, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens.Single().Value);
        }
        catch (SpecificationException e)
        {
            result.AddError($"{name}: {e.Message}");
            return default;
        }
    }
}
