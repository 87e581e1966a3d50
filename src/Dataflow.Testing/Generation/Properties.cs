using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Dataflow.Testing.Generation;

/// <summary>Tries properties on generated cases, in any test framework.</summary>
public static class Properties
{
    private const int MaxSize = 100;
    private const int MaxDiscarded = 1000;

    /// <summary>Tries a property on cases that grow, and throws the smallest case that breaks it.</summary>
    /// <param name="cases">What it is tried on.</param>
    /// <param name="property">Throws, as the assertions of a test framework do, where it does not hold.</param>
    /// <param name="options">How often, or on which case.</param>
    /// <returns>How many cases it was tried on.</returns>
    /// <remarks>What the generator, the shrinker or a case's <see cref="object.ToString"/> throws comes as it is: it says nothing of the property.</remarks>
    /// <exception cref="PropertyFailedException">It does not hold.</exception>
    /// <exception cref="ArgumentException">The seed, of the options or of the environment, is not one that a failure has printed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The property has discarded 1,000 cases, by FsCheck's <c>Prop.Discard</c>, before it was tried on as many as it should be.
    /// </exception>
    public static int Check<T>(Arbitrary<T> cases, Action<T> property, PropertyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(property);
        var chosen = (options ?? new PropertyOptions()).Under(Environment.GetEnvironmentVariable);
        var config = Config.Quick.WithStartSize(1).WithEndSize(MaxSize).WithMaxTest(chosen.Cases).WithMaxRejected(MaxDiscarded);
        if (chosen.Seed is { Length: > 0 } seed)
        {
            config = config.WithMaxTest(1).WithReplay(ReplayOf(seed));
        }

        if (!chosen.Shrinks)
        {
            cases = Arb.From(cases.Generator);
        }

        var runner = new PropertyRunner<T>();
        FsCheck.Check.One(config.WithRunner(runner), Prop.ForAll(cases, property));
        return runner.Failure is null ? runner.Tests : throw runner.Failure;
    }

    /// <summary>Tries a property that awaits something; each case is waited for before the next, and no thread is given back meanwhile.</summary>
    /// <inheritdoc cref="Check{T}(Arbitrary{T}, Action{T}, PropertyOptions)"/>
    public static int Check<T>(Arbitrary<T> cases, Func<T, Task> property, PropertyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(property);
        return Check<T>(cases, input => Task.Run(() => property(input)).GetAwaiter().GetResult(), options);
    }

    private static Replay ReplayOf(string seed)
    {
        var parts = seed.Split(',');
        return parts.Length == 3
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var state)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var gamma)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new Replay(new Rnd(state, gamma), size)
            : throw new ArgumentException($"A seed is three numbers with commas between them, as a failure prints it, but it is '{seed}'.", nameof(seed));
    }
}
