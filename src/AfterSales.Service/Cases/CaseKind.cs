using AfterSales.Service.Languages;

namespace AfterSales.Service.Cases;

/// <summary>A kind of request (SRQ-05, CLS-11n): its number prefix and the workflow that handles it (SRQ-08).</summary>
public sealed record CaseKind
{
    /// <summary>For example <c>complaint</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The letters case numbers begin with, for example <c>CMP</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>The process that is started; a kind is offered only while its process is deployed.</summary>
    public required string ProcessId { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>True for cases opened by the company itself, which the public form does not offer.</summary>
    public bool Internal { get; init; }
}
