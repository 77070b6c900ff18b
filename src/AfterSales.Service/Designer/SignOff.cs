namespace AfterSales.Service.Designer;

/// <summary>The three signatures under a change of documents (DOC-02), in their order.</summary>
public enum SignOffStep
{
    Preparer,
    Confirmer,
    Approver,
}

/// <summary>Settings <c>AfterSales:Designer</c>: who has to sign before a change comes into force.</summary>
public sealed record SignOff
{
    /// <summary>The signatures asked for; the preparer's always, since somebody proposes the change.</summary>
    public IReadOnlyList<SignOffStep> Steps { get; init => field = [.. value.Append(SignOffStep.Preparer).Distinct().Order()]; } =
        [SignOffStep.Preparer, SignOffStep.Confirmer, SignOffStep.Approver];

    /// <summary>One person may give several signatures: for companies too small for three.</summary>
    public bool SamePersonMaySign { get; init; }

    /// <summary>The next signature of a change, or null when it has all of them.</summary>
    public SignOffStep? Next(IReadOnlyList<ReleaseSignature> given) =>
        Steps.Where(step => given.All(signature => signature.Step != step)).Select(step => (SignOffStep?)step).FirstOrDefault();
}
