using System.Text;
using AfterSales.Service.Attachments;
using AfterSales.Service.Intake;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests;

/// <summary>Requests to send.</summary>
internal static class TestRequests
{
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    public static NewRequest Complaint => new()
    {
        Kind = "complaint",
        CustomerName = "Buyer",
        CustomerEmail = "Buyer@Customer.Example",
        CustomerPhone = "+86 10 5555 0100",
        CustomerCompany = "Customer Ltd",
        ProductModel = "HX-20",
        SerialNumber = "hx20-0042",
        OrderNumber = "SO-7",
        Subject = "Seal leaks",
        Description = "The seal leaks after two days.",
        Urgency = "high",
        Language = Language.Chinese,
    };

    public static UploadedFile Photo(string field = "files", string name = "leak.png") => new(field, name, Png.Length, () => new MemoryStream(Png));

    public static async Task<SubmittedRequest> SubmitAsync(this TestService service, NewRequest? request = null, params IReadOnlyList<UploadedFile> files)
    {
        var result = await service.Get<RequestIntake>().SubmitAsync(request ?? Complaint, files, TestContext.Current.CancellationToken);
        return result.ShouldBeOfType<IntakeResult.Accepted>().Request;
    }
}
