namespace AfterSales.Service.Intake;

/// <summary>The ways a request comes in (SRQ-01). Their names are text keys <c>channel.{id}</c>.</summary>
public static class Channels
{
    public static IReadOnlyList<string> All { get; } = ["web", "phone", "email", "letter", "visit", "fax", "chat", "wechat"];
}
