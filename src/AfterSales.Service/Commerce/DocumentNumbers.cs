using AfterSales.Engine;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.Commerce;

/// <summary>
/// Numbers of quotations, requisitions, charges and invoices, such as <c>QUO-2026-0001</c>. A job that comes again after a crash gets
/// the number it had, so that nothing is made twice. A job that never completes leaves a gap.
/// </summary>
internal sealed class DocumentNumbers(ProcessEngine engine)
{
    public const string Quotation = "QUO";
    public const string Requisition = "PRQ";
    public const string PartReturn = "PRT";
    public const string Charge = "CHG";
    public const string Invoice = "INV";

    /// <summary>The number of the document a job makes: the same at every call.</summary>
    public Task<string> OfJobAsync(long jobKey, string prefix, CancellationToken ct = default) => engine.WriteAsync(
        commit =>
        {
            if (commit.First<string>("SELECT document_number FROM document_numbers WHERE job_key = @jobKey AND prefix = @prefix", new { jobKey, prefix }) is { } known)
                return known;
            var number = CaseNumbers.Next(commit, prefix, commit.Now.Year);
            commit.Execute("INSERT INTO document_numbers (job_key, prefix, document_number) VALUES (@jobKey, @prefix, @number)", new { jobKey, prefix, number });
            return number;
        },
        ct: ct);
}
