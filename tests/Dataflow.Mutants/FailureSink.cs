using Xunit.Sdk;

namespace Dataflow.Mutants;

/// <summary>Hears how tests go and stops them at the first failure.</summary>
internal sealed class FailureSink : IMessageSink
{
    /// <summary>The first failure: its exception and its message, in one line.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is IErrorMetadata failed)
        {
            Failure ??= $"{failed.ExceptionTypes.FirstOrDefault()}: {failed.Messages.FirstOrDefault()}".ReplaceLineEndings(" ").Replace('\t', ' ');
        }

        return Failure is null;
    }
}
