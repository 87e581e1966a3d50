using Dataflow.Testing.Generation;
using Dataflow.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Dataflow.Laws.Tests.Text;

public sealed class ParseAnyTextTests
{
    [Fact]
    public void Parse_AnyText_GivesAValueOrThePlaceOfTheFault()
    {
        var taken = 0;
        Law.Check("any text is read or refused at a place in it", Texts(), specimen =>
        {
            taken += Specification.All.Count(specification => Takes(specification, specimen.Text));
            return Specification.All.Count;
        });
        Assert.True(taken > 0 || Environment.GetEnvironmentVariable("DATAFLOW_SEED") is not null, "No text was read: the texts are too bad to tell.");
    }

    private static bool Takes(Specification specification, string text)
    {
        object value;
        try
        {
            value = specification.Parse(text);
        }
        catch (SpecificationException e)
        {
            Assert.Equal(text, e.Specification);
            Assert.InRange(e.Position, 0, text.Length);
            Assert.NotEmpty(e.Problem);
            Assert.EndsWith("^", e.Message, StringComparison.Ordinal);
            return false;
        }

        specification.AssertReadsWhatItPrints(value);
        return true;
    }

    private static Arbitrary<Specimen> Texts()
    {
        var texts = from windowing in Generate.WindowingsOfAnySize().Generator
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    let random = new Random(seed)
                    select new Specimen(RandomText.Next(random, random.Next(6) switch
                    {
                        0 => $"{windowing.WindowFn}",
                        1 => $"{windowing.Trigger}",
                        2 => $"bounded {Specification.Print(Spans.Next(random))}",
                        3 => Specification.Print(Spans.Next(random)),
                        4 => random.Next(2) == 0 ? $"top:{random.Next()}" : $"quantile:{random.NextDouble()}",
                        _ => $"{windowing}",
                    }));
        return Arb.From(texts, Specimen.Shrink);
    }
}
