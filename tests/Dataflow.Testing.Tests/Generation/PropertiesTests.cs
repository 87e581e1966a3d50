using Dataflow.Testing.Generation;
using FsCheck.Fluent;

namespace Dataflow.Testing.Tests.Generation;

public sealed class PropertiesTests
{
    [Fact]
    public void Check_PropertyThatHolds_GivesHowManyCasesItWasTriedOn()
    {
        var tried = 0;
        Assert.Equal(30, Properties.Check(Generate.Streams(), _ => tried++, new PropertyOptions { Cases = 30 }));
        Assert.Equal(30, tried);
    }

    [Fact]
    public void Check_PropertyThatDoesNotHold_ShowsASmallStreamThatTheSeedTriesAgain()
    {
        static void NoTwoOfAKey(EventStream<KV<string, int>> stream) => Assert.Equal(stream.Elements.Count(), stream.Elements.Select(element => element.Value.Key).Distinct().Count());

        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), NoTwoOfAKey));
        Assert.Equal(2, failure.Message.Split("\"value\"").Length - 1);
        Assert.DoesNotContain("$", failure.Message.Split("\n\n")[0].ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"DATAFLOW_SEED={failure.Seed}", failure.Message, StringComparison.Ordinal);
        Assert.IsType<Xunit.Sdk.EqualException>(failure.InnerException, exactMatch: false);

        var again = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), NoTwoOfAKey, new PropertyOptions { Seed = failure.Seed }));
        Assert.Contains("for case 1,", again.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message.Split(Environment.NewLine)[1..], again.Message.Split(Environment.NewLine)[1..]);
    }

    [Fact]
    public void Check_PropertyThatAwaits_IsWaitedFor()
    {
        var tried = 0;
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), async stream =>
        {
            await Task.Yield();
            Assert.True(++tried < 20);
        }));
        Assert.Contains("for case 20,", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WithoutShrinking_ShowsTheCaseAsItCame()
    {
        static void Never(int number) => throw new InvalidOperationException($"not {number}");

        var numbers = Generate.From(random => random.Next(1000, 2000), number => [number / 2]);
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(numbers, Never, new PropertyOptions { Shrinks = false }));
        Assert.Contains("in 0 steps", failure.Message, StringComparison.Ordinal);
        Assert.InRange(int.Parse(failure.Message.Split(Environment.NewLine)[1]), 1000, 1999);
    }

    [Fact]
    public void Check_SeedThatIsNone_IsRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Properties.Check(Generate.Streams(), _ => { }, new PropertyOptions { Seed = "12" }));
        Assert.Contains("'12'", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PropertyOptions { Cases = 0 });
    }

    [Fact]
    public void Check_PropertyThatDiscardsAllCases_SaysHowManyItWasTriedOn()
    {
        var tried = 0;
        var refused = Assert.Throws<InvalidOperationException>(() => Properties.Check(Generate.Streams(), _ =>
        {
            if (tried++ >= 7)
            {
                Prop.Discard<bool>();
            }
        }));
        Assert.Contains("tried on 7 cases", refused.Message, StringComparison.Ordinal);
        Assert.Equal(7 + 1000, tried);
    }

    [Fact]
    public void Options_UnderAnEnvironment_AreWhatItSays()
    {
        static PropertyOptions Under(PropertyOptions options, params (string Name, string Value)[] environment) =>
            options.Under(name => environment.FirstOrDefault(variable => variable.Name == name).Value);

        var said = new PropertyOptions { Cases = 7, Seed = "1,2,3" };
        Assert.Equal(said, Under(said));
        Assert.Equal(said with { Cases = 5000 }, Under(said, ("DATAFLOW_CASES", "5000")));
        Assert.All(["", "0", "-1", "many", "1e3"], text => Assert.Equal(said, Under(said, ("DATAFLOW_CASES", text))));
        Assert.Equal(said with { Seed = "4,5,6" }, Under(said, ("DATAFLOW_SEED", "4,5,6")));
        Assert.Equal(said, Under(said, ("DATAFLOW_SEED", "")));
        Assert.Equal(said with { Shrinks = false }, Under(said, ("DATAFLOW_SHRINK", "off")));
        Assert.Equal(said with { Shrinks = false }, Under(said with { Shrinks = false }, ("DATAFLOW_SHRINK", "on")));
    }
}
