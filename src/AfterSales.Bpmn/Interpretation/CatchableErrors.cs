namespace AfterSales.Bpmn.Interpretation;

/// <summary>
/// Which error codes the callers of an instance would catch, so that the instance itself can decide between ending with
/// the error and raising an incident where it was thrown.
/// </summary>
public sealed record CatchableErrors(bool All, IReadOnlyList<string> Codes)
{
    public static CatchableErrors None { get; } = new(false, []);

    /// <summary>Whether some caller catches <paramref name="errorCode"/>.</summary>
    public bool Catches(string errorCode) => All || Codes.Contains(errorCode, StringComparer.Ordinal);

    public bool Equals(CatchableErrors? other) => other is not null && All == other.All && Codes.SequenceEqual(other.Codes);

    public override int GetHashCode() => HashCode.Combine(All, Codes.Count);
}
