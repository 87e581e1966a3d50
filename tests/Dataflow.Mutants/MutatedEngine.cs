namespace Dataflow.Mutants;

/// <summary>The engine with all its mutants. Stryker puts it beside this program and in the end takes it away, so a copy is kept.</summary>
internal static class MutatedEngine
{
    private const string Name = "Dataflow.Engine.dll";

    private static string Used => Path.Combine(AppContext.BaseDirectory, Name);

    private static string Kept => Path.Combine(AppContext.BaseDirectory, "mutated", Name);

    /// <summary>Keeps the engine that is beside this program now.</summary>
    public static void Keep()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        File.Copy(Used, Kept, overwrite: true);
    }

    /// <summary>Puts what was kept beside this program, for the processes that it starts.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static void Use()
    {
        if (!File.Exists(Kept))
        {
            throw new InvalidOperationException($"There is no {Kept}: let Stryker make the mutants first.");
        }

        File.Copy(Kept, Used, overwrite: true);
    }
}
