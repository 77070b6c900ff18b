namespace AfterSales.Service.Intake;

/// <summary>The ways a request comes in (SRQ-01). Their names are text keys <c>channel.{id}</c>.</summary>
public static class Channels
{
    /// <summary>Opened by the company itself; nobody can choose it for a request.</summary>
    public const string Internal = "internal";

    public static IReadOnlyList<string> All { get; } = ["web", "phone", "email", "letter", "visit", "fax", "chat", "wechat"];
}
