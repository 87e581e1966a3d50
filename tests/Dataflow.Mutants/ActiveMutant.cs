using System.Reflection;

namespace Dataflow.Mutants;

/// <summary>Says to the engine which of its mutants is in force. Stryker has put a class into the engine that every mutated place asks.</summary>
internal sealed class ActiveMutant
{
    /// <summary>In place of a mutant: the code as it is written.</summary>
    public const int None = -1;

    /// <summary>The name of the class.</summary>
    public const string TypeName = "MutantControl";

    private readonly FieldInfo active;
    private readonly FieldInfo captures;
    private readonly FieldInfo covered;
    private readonly FieldInfo coveredStatic;
    private readonly MethodInfo reset;

    /// <summary>Finds the class in an engine that Stryker has mutated.</summary>
    /// <exception cref="InvalidOperationException">The engine has no such class.</exception>
    public ActiveMutant(Assembly engine)
    {
        var control = engine.GetTypes().FirstOrDefault(type => type.Name == TypeName)
            ?? throw new InvalidOperationException($"{engine.Location} has no mutants: let Stryker make them.");
        active = control.GetField("ActiveMutant", BindingFlags.Public | BindingFlags.Static)!;
        captures = control.GetField("CaptureCoverage", BindingFlags.Public | BindingFlags.Static)!;
        covered = control.GetField("_coveredMutants", BindingFlags.NonPublic | BindingFlags.Static)!;
        coveredStatic = control.GetField("_coveredStaticMutants", BindingFlags.NonPublic | BindingFlags.Static)!;
        reset = control.GetMethod("ResetCoverage", BindingFlags.Public | BindingFlags.Static)!;
        Set(None);
    }

    /// <summary>Puts a mutant in force, or <see cref="None"/>.</summary>
    public void Set(int mutant) => active.SetValue(null, mutant);

    /// <summary>Begins to take down which mutants are reached. None is in force meanwhile.</summary>
    public void BeginCoverage()
    {
        reset.Invoke(null, null);
        captures.SetValue(null, true);
    }

    /// <summary>The mutants that were reached, and those among them that were while a static value was made.</summary>
    public (int[] All, int[] Static) EndCoverage()
    {
        captures.SetValue(null, false);
        return ([.. (List<int>)covered.GetValue(null)!], [.. (List<int>)coveredStatic.GetValue(null)!]);
    }
}
