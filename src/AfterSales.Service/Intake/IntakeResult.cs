using AfterSales.Service.Forms;

namespace AfterSales.Service.Intake;

/// <summary>What became of a request.</summary>
public abstract record IntakeResult
{
    public sealed record Accepted(SubmittedRequest Request) : IntakeResult;

    /// <summary>Nothing was stored. Field names are those of <see cref="NewRequest"/> in camel case, and <c>files</c>.</summary>
    public sealed record Invalid(IReadOnlyList<FormError> Errors) : IntakeResult;
}
