using AfterSales.Service.Languages;

namespace AfterSales.Service.Designer;

/// <summary>Where a change stands.</summary>
public enum ReleaseState
{
    /// <summary>Waits for signatures.</summary>
    Signing,

    /// <summary>In force.</summary>
    Published,

    /// <summary>Somebody refused to sign.</summary>
    Rejected,

    /// <summary>Taken back by its preparer, or overtaken by another change.</summary>
    Withdrawn,
}

/// <summary>
/// A change of documents (REQUIREMENTS 6.28): files that come into force together, with the reason, who signed, and what became of it.
/// </summary>
/// <param name="Number">The change number, such as <c>CHG-2026-0007</c>.</param>
/// <param name="WarningReason">Why it is published although the self-check warns; null where it did not.</param>
public sealed record Release(
    long Key, string Number, string Note, string? WarningReason, int Warnings, ReleaseState State, string PreparedBy, DateTimeOffset PreparedAt, DateTimeOffset? SettledAt)
{
    public IReadOnlyList<ReleaseItem> Items { get; init; } = [];

    /// <summary>In the order of signing.</summary>
    public IReadOnlyList<ReleaseSignature> Signatures { get; init; } = [];

    public bool IsOpen => State == ReleaseState.Signing;
}

/// <summary>One file of a change, as it was when the change was proposed.</summary>
/// <param name="DraftRevision">The revision of the draft it was taken from.</param>
/// <param name="BasedOn">The version it replaces; 0 for something new.</param>
/// <param name="Version">The version it became; null before that.</param>
public sealed record ReleaseItem(ArtifactId Artifact, string Content, int DraftRevision, int BasedOn, int? Version);

/// <summary>One signature (DOC-02): step, name and position as they were, time.</summary>
/// <param name="Positions">Role ids of the person at that time.</param>
public sealed record ReleaseSignature(SignOffStep Step, string PersonId, LocalText PersonName, IReadOnlyList<string> Positions, bool Approved, string? Remark, DateTimeOffset SignedAt);
