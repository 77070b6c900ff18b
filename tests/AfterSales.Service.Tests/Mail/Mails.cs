using AfterSales.Service.Mail;

namespace AfterSales.Service.Tests.Mail;

internal static class Mails
{
    public static OutgoingMail Simple(string to = "qc@demo.example", string toName = "Quality desk", string subject = "New task", string? text = null, int number = 1) => new(
        $"<{number:x}@service.example>",
        new DateTimeOffset(2026, 11, 16, 9, 30, 0, TimeSpan.FromHours(3.5)),
        new MailboxAddress("AfterSales", "aftersales@service.example"),
        null,
        new MailboxAddress(toName, to),
        subject,
        "<p>Hello</p>",
        text ?? "Hello\n",
        null,
        []);
}
