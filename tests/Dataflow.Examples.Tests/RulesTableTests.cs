namespace Dataflow.Examples.Tests;

/// <summary>Each choice and rule has a test that names it, and a row in <c>docs/rules.md</c>. <c>DATAFLOW_UPDATE_DOCS=1</c> writes the tests there.</summary>
public sealed class RulesTableTests
{
    [Theory]
    [InlineData("choice", 15)]
    [InlineData("rule", 60)]
    public void Numbers_EachHaveARowAndATest(string kind, int count)
    {
        Assert.Equal(Enumerable.Range(1, count), RuleTest.All.Where(test => test.Kind == kind).Select(test => test.Number).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, count), RulesTable.Rows.Where(row => row.Kind == kind).Select(row => row.Number));
    }

    [Fact]
    public void Rows_ListTheTestsThereAre()
    {
        RulesTable.Update();
        Assert.All(RulesTable.Rows, row => Assert.Equal(RulesTable.TestsOf(row.Kind, row.Number), row.Tests));
    }
}
