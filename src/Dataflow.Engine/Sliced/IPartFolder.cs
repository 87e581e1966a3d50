namespace Dataflow.Engine.Sliced;

/// <summary>Folds the rows of a part, see <see cref="DividedRows{TKey, TValue, TTaker}"/>.</summary>
internal interface IPartFolder<TKey, TValue, in TTaker>
{
    /// <summary>Folds rows into what takes them. Also after a failure, <paramref name="folded"/> says how many were.</summary>
    void Fold(TTaker taker, ReadOnlySpan<int> rows, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, out int folded);
}
