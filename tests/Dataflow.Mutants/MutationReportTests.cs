namespace Dataflow.Mutants;

public sealed class MutationReportTests
{
    private const string Source = """
        class Some
        {
            void Do(int a, int b)
            {
                Debug.Assert(a > 0,
                    "a > 0");
                var c = a + b;
            }

            void CheckInvariants()
            {
                if (a > b)
                {
                    Fail();
                }
            }

            int Next() => a - b;
        }
        """;

    [Fact]
    public void Read_AMutant_IsWhereItStands() =>
        Assert.Equal([new Mutant(7, "Folder/Some.cs", 7, 17, "Arithmetic mutation", "a + b", "a - b")], Read(Json(7, 7, 17, 22, "a - b", "NoCoverage")));

    [Fact]
    public void Read_WhatDoesNotCompileOrIsLeftOut_IsNotThere()
    {
        Assert.Empty(Read(Json(7, 7, 17, 22, "a - b", "CompileError")));
        Assert.Empty(Read(Json(7, 7, 17, 22, "a - b", "Ignored")));
    }

    [Fact]
    public void Read_AnAssertion_IsNotThere()
    {
        Assert.Empty(Read(Json(7, 5, 22, 27, "a >= 0", "NoCoverage")));
        Assert.Empty(Read(Json(7, 6, 13, 20, "null", "NoCoverage")));
    }

    [Fact]
    public void Read_AMethodThatIsACheck_IsNotThere()
    {
        Assert.Empty(Read(Json(12, 12, 13, 18, "a < b", "NoCoverage")));
        Assert.Empty(Read(Json(14, 14, 13, 19, ";", "NoCoverage")));
        Assert.Single(Read(Json(18, 18, 19, 24, "a + b", "NoCoverage")));
    }

    private static IReadOnlyList<Mutant> Read(string report) => MutationReport.Read(report, "src/Project");

    private static string Json(int id, int line, int from, int to, string replacement, string status) => $$"""
        { "files": { "/any/src/Project/Folder/Some.cs": {
            "source": "{{Source.Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}}",
            "mutants": [ { "id": "{{id}}", "mutatorName": "Arithmetic mutation", "replacement": "{{replacement}}", "status": "{{status}}",
                "location": { "start": { "line": {{line}}, "column": {{from}} }, "end": { "line": {{line}}, "column": {{to}} } } } ] } } }
        """;
}
