namespace Dataflow.Model.Tests.Errors;

public sealed class StepFailedExceptionTests
{
    [Fact]
    public void Message_Failure_NamesStepElementAndCause()
    {
        var inner = new FormatException("bad");
        var e = new StepFailedException("parse", "x=1", inner);

        Assert.Equal("The step 'parse' failed at the element x=1: bad", e.Message);
        Assert.Equal(("parse", "x=1"), (e.Step, e.Element));
        Assert.Same(inner, e.InnerException);
    }
}
