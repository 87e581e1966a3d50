using Dataflow.Architecture.Tests.Code;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Folders;

/// <summary>That a type of one folder uses a type of another folder of its project. A nested type counts as the one that it is nested in.</summary>
internal sealed record FolderUse(string From, string To, string Type, string Used)
{
    public static IEnumerable<FolderUse> In(SourceProject project) =>
        from type in project.Assembly.GetTypes()
        let folder = project.FolderOf(type)
        where folder is not null
        from used in TypeUses.Of(type)
        let other = project.FolderOf(used)
        where other is not null && other != folder
        select new FolderUse(folder, other, Outermost(type), Outermost(used));

    /// <summary>Whether it goes against the order in which folders stand.</summary>
    public bool IsUpward(string[] order) => Array.IndexOf(order, From) > Array.IndexOf(order, To);

    public override string ToString() => $"{Type} uses {Used}";

    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.Name.Split('`')[0];
}
